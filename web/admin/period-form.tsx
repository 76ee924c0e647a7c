/** The period that is shown: from–to, taken over only when asked. */

import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { t } from '../i18n/i18n.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { type Period, periodFault, periodQuery } from './period.ts';
import styles from './statistics.module.css';

export function PeriodForm({ period }: { period: Period }) {
  const { path, route } = useLocation();
  const [typed, setTyped] = useState(period);
  const [fault, setFault] = useState<ReturnType<typeof periodFault>>(null);
  const words = fault === null ? undefined : t(`admin.fault_${fault}`);

  function show(event: Event): void {
    event.preventDefault();
    const found = periodFault(typed);
    setFault(found);
    if (found === null) route(`${path}?${periodQuery(typed)}`);
    else document.getElementById(found === 'from' ? 'period-from' : 'period-to')?.focus();
  }

  return (
    <form class={styles.period} aria-label={t('admin.period')} noValidate onSubmit={show}>
      <TextField
        id="period-from"
        type="date"
        label={t('admin.from')}
        value={typed.from}
        onText={(from) => setTyped({ ...typed, from })}
        error={fault === 'from' ? words : undefined}
      />
      <TextField
        id="period-to"
        type="date"
        label={t('admin.to')}
        value={typed.to}
        onText={(to) => setTyped({ ...typed, to })}
        error={fault === 'to' || fault === 'order' ? words : undefined}
      />
      <Button type="submit">{t('admin.show')}</Button>
    </form>
  );
}
