/** The period that is shown: from–to, taken over only when asked. */

import { useState } from 'preact/hooks';
import { t } from '../i18n/i18n.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import styles from './filters.module.css';
import { type Period, periodFault } from './period.ts';

interface PeriodFormProps {
  period: Period;
  onShow: (period: Period) => void;
}

export function PeriodForm({ period, onShow }: PeriodFormProps) {
  const [typed, setTyped] = useState<Period>({ from: period.from, to: period.to });
  const [fault, setFault] = useState<ReturnType<typeof periodFault>>(null);
  const words = fault === null ? undefined : t(`statistics.fault_${fault}`);

  function show(event: Event): void {
    event.preventDefault();
    const found = periodFault(typed);
    setFault(found);
    if (found === null) onShow(typed);
    else document.getElementById(found === 'from' ? 'period-from' : 'period-to')?.focus();
  }

  return (
    <form class={styles.period} aria-label={t('statistics.period')} noValidate onSubmit={show}>
      <TextField
        id="period-from"
        type="date"
        label={t('statistics.from')}
        value={typed.from}
        onText={(from) => setTyped({ ...typed, from })}
        error={fault === 'from' ? words : undefined}
      />
      <TextField
        id="period-to"
        type="date"
        label={t('statistics.to')}
        value={typed.to}
        onText={(to) => setTyped({ ...typed, to })}
        error={fault !== null && fault !== 'from' ? words : undefined}
      />
      <Button type="submit">{t('statistics.show')}</Button>
    </form>
  );
}
