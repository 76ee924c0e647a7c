/** The period that is shown, and what it is compared with; taken over only when asked. */
import { useState } from 'preact/hooks';
import { t } from '../i18n/i18n.ts';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Select } from '../ui/field.tsx';
import { AGAINST, againstOf, comparedBy } from './against.ts';
import type { Asked } from './asked.ts';
import styles from './filters.module.css';
import { type Period, periodFault } from './period.ts';
import { type Fault, focusFault, PeriodFields } from './period-fields.tsx';

interface PeriodFormProps {
  asked: Asked;
  /** what to compare with can be chosen */
  comparing: boolean;
  /** days in the URL that make no sense: they stand in the fields, with what is wrong */
  wrong: Partial<Record<'period' | 'compared', Period>>;
  onShow: (chosen: Pick<Asked, 'from' | 'to' | 'compared'>) => void;
}

export function PeriodForm({ asked, comparing, wrong, onShow }: PeriodFormProps) {
  const [typed, setTyped] = useState<Period>(wrong.period ?? { from: asked.from, to: asked.to });
  const [against, setAgainst] = useState(wrong.compared ? 'other' : againstOf(asked));
  const [other, setOther] = useState<Period>(wrong.compared ?? asked.compared ?? { from: '', to: '' });
  const [faults, setFaults] = useState<{ period: Fault; other: Fault }>({
    period: wrong.period ? periodFault(wrong.period) : null,
    other: wrong.compared ? periodFault(wrong.compared) : null,
  });
  const ownDays = comparing && against === 'other';

  function show(event: Event): void {
    event.preventDefault();
    const found = { period: periodFault(typed), other: against === 'other' ? periodFault(other) : null };
    setFaults(found);
    if (found.period !== null) focusFault('period', found.period);
    else if (found.other !== null) focusFault('compared', found.other);
    else onShow({ ...typed, compared: comparedBy(against, typed, other) });
  }

  return (
    <form
      class={cx(styles.period, comparing && styles.comparing, ownDays && styles.withDays)}
      aria-label={t('statistics.period')}
      noValidate
      onSubmit={show}
    >
      <PeriodFields kind="period" period={typed} fault={faults.period} onPeriod={setTyped} />
      {comparing && (
        <Select
          label={t('statistics.against')}
          value={against}
          options={AGAINST.map((value) => ({ value, label: t(`statistics.against_${value}`) }))}
          onChoose={setAgainst}
        />
      )}
      {ownDays && <PeriodFields kind="compared" period={other} fault={faults.other} onPeriod={setOther} />}
      <Button type="submit">{t('statistics.show')}</Button>
    </form>
  );
}
