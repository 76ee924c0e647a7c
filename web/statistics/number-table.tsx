import type { ComponentChildren } from 'preact';
import { t } from '../i18n/i18n.ts';
import { cx } from '../ui/cx.ts';
import { Icon } from '../ui/icon.tsx';
import styles from '../ui/table.module.css';
import { nameOf, type Term } from './term.ts';

export interface Column {
  /** what is in it */
  term: Term;
  /** its heading, where the term's own name does not say it */
  label?: string;
  /** when rows can be put in the order of this column */
  sort?: { direction: 'ascending' | 'descending' | 'none'; onSort: () => void };
}

interface NumberRow {
  key: string;
  head: ComponentChildren;
  /** as many as there are columns, formatted */
  numbers: readonly ComponentChildren[];
}

export interface NumberTableProps {
  /** for screen readers: what the table is about */
  caption: string;
  head: Column;
  columns: readonly Column[];
  rows: readonly NumberRow[];
}

/** A table whose first column names the rows and whose others are numbers. */
export function NumberTable({ caption, head, columns, rows }: NumberTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class={styles.scroll} tabIndex={0} aria-label={caption}>
      <table class={styles.table}>
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <Heading column={head} />
            {columns.map((column) => (
              <Heading key={labelOf(column)} column={column} numeric />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.head}</th>
              {columns.map((column, index) => (
                <td key={labelOf(column)} class={styles.number}>
                  {row.numbers[index]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const labelOf = ({ term, label }: Column): string => label ?? nameOf(term);

function Heading({ column, numeric = false }: { column: Column; numeric?: boolean }) {
  const place = cx(numeric && styles.number);
  const label = labelOf(column);
  if (!column.sort) {
    return (
      <th scope="col" class={place}>
        {label}
      </th>
    );
  }
  const { direction, onSort } = column.sort;
  return (
    <th scope="col" class={place} aria-sort={direction}>
      <button
        type="button"
        class={cx(styles.sort, direction !== 'none' && styles.sorted)}
        title={t('statistics.sortBy', { name: label })}
        onClick={onSort}
      >
        {label}
        <Icon name={direction === 'ascending' ? 'up' : 'down'} size={16} />
      </button>
    </th>
  );
}
