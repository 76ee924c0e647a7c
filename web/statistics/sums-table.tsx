/** A lecture's numbers by who watched it. People who watched on several days are not counted one by one here. */
import { t } from '../i18n/i18n.ts';
import { ComparedCell } from './compared-cell.tsx';
import { NumberTable } from './number-table.tsx';
import { NUMBERS, type Numbers, numberCell } from './numbers.ts';
import styles from './statistics.module.css';

type Sums = Omit<Numbers, 'viewers'>;

interface SumsTableProps {
  title: string;
  head: string;
  /** `before`: of the days to compare with, when they were chosen */
  rows: readonly (Sums & { name: string; before: Sums | undefined })[];
}

const SUMS = NUMBERS.filter((one) => one.field !== 'viewers');

export function SumsTable({ title, head, rows }: SumsTableProps) {
  return (
    <section class={styles.part}>
      <div class={styles.top}>
        <h2>{title}</h2>
      </div>
      <NumberTable
        caption={title}
        head={{ label: head }}
        columns={SUMS.map(({ name }) => ({ label: t(`statistics.${name}`) }))}
        rows={rows.map(({ name, before, ...row }) => ({
          key: name,
          head: name,
          numbers: SUMS.map(({ field }) => (
            <ComparedCell
              key={field}
              now={numberCell(field, row[field])}
              before={before && numberCell(field, before[field])}
            />
          )),
        }))}
      />
    </section>
  );
}
