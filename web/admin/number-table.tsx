import type { ComponentChildren } from 'preact';
import styles from './table.module.css';

interface NumberRow {
  key: string;
  head: ComponentChildren;
  /** as many as there are columns, formatted */
  numbers: readonly string[];
}

interface NumberTableProps {
  /** for screen readers: what the table is about */
  caption: string;
  head: string;
  columns: readonly string[];
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
            <th scope="col">{head}</th>
            {columns.map((column) => (
              <th key={column} scope="col" class={styles.number}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.head}</th>
              {row.numbers.map((text, index) => (
                <td key={columns[index]} class={styles.number}>
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
