/** The month that is shown, taken over only when asked. */
import { useState } from 'preact/hooks';
import { t } from '../i18n/i18n.ts';
import { Button } from '../ui/button.tsx';
import { DateField } from '../ui/date-field.tsx';
import styles from './month-report.module.css';
import { isMonth } from './period.ts';

const FIELD = 'report-month';

interface MonthFormProps {
  month: string;
  /** the latest there is a report of */
  last: string;
  onShow: (month: string) => void;
}

export function MonthForm({ month, last, onShow }: MonthFormProps) {
  const [typed, setTyped] = useState(month);
  const [wrong, setWrong] = useState(false);

  function show(event: Event): void {
    event.preventDefault();
    setWrong(!isMonth(typed));
    if (isMonth(typed)) onShow(typed);
    else document.getElementById(FIELD)?.focus();
  }

  return (
    <form class={styles.form} noValidate onSubmit={show}>
      <DateField
        id={FIELD}
        type="month"
        label={t('statistics.month')}
        max={last}
        value={typed}
        onText={setTyped}
        error={wrong ? t('statistics.fault_month') : undefined}
      />
      <Button type="submit">{t('statistics.show')}</Button>
    </form>
  );
}
