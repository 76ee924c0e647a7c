/** A lecture's numbers by who watched it. People who watched on several days are not counted one by one here. */
import type { ComponentChildren } from 'preact';
import { ComparedCell } from './compared-cell.tsx';
import { DefinedTable } from './defined-table.tsx';
import { NUMBERS, type Numbers, numberCell } from './numbers.ts';
import styles from './statistics.module.css';
import type { Term } from './term.ts';

type Sums = Omit<Numbers, 'viewers'>;

interface SumsTableProps {
  title: string;
  /** what a row is of */
  head: Term;
  /** beside the title, such as its file */
  actions: ComponentChildren;
  /** `before`: of the days to compare with, when they were chosen */
  rows: readonly (Sums & { name: string; before: Sums | undefined })[];
}

const SUMS = NUMBERS.filter((field) => field !== 'viewers');

export function SumsTable({ title, head, actions, rows }: SumsTableProps) {
  return (
    <section class={styles.part}>
      <div class={styles.top}>
        <h2>{title}</h2>
        {actions}
      </div>
      <DefinedTable
        caption={title}
        head={{ term: head }}
        columns={SUMS.map((term) => ({ term }))}
        rows={rows.map(({ name, before, ...row }) => ({
          key: name,
          head: name,
          numbers: SUMS.map((field) => (
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
