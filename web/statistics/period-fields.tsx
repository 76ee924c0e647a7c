/** Two days, from and to. */
import { t } from '../i18n/i18n.ts';
import { DateField } from '../ui/date-field.tsx';
import type { Period, periodFault } from './period.ts';

type Kind = 'period' | 'compared';
export type Fault = ReturnType<typeof periodFault>;

const LABELS = {
  period: { from: 'from', to: 'to' },
  compared: { from: 'compareFrom', to: 'compareTo' },
} as const;

/** The field in which something is wrong. */
const faultyEnd = (fault: NonNullable<Fault>) => (fault === 'from' || fault === 'early' ? 'from' : 'to');

export const focusFault = (kind: Kind, fault: NonNullable<Fault>): void =>
  document.getElementById(`${kind}-${faultyEnd(fault)}`)?.focus();

interface PeriodFieldsProps {
  kind: Kind;
  period: Period;
  fault: Fault;
  onPeriod: (period: Period) => void;
}

export function PeriodFields({ kind, period, fault, onPeriod }: PeriodFieldsProps) {
  return (
    <>
      {(['from', 'to'] as const).map((end) => (
        <DateField
          key={end}
          id={`${kind}-${end}`}
          type="date"
          label={t(`statistics.${LABELS[kind][end]}`)}
          value={period[end]}
          onText={(day) => onPeriod({ ...period, [end]: day })}
          error={fault && faultyEnd(fault) === end ? t(`statistics.fault_${fault}`) : undefined}
        />
      ))}
    </>
  );
}
