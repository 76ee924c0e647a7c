/** CSV (RFC 4180) as spreadsheet programs in Korea open it: UTF-8 with its mark. Pure. */
import type { Cell, Table } from './tables.ts';

/** Begins a file that is UTF-8. */
export const MARK = '\uFEFF';

export const csv = ({ headings, rows }: Pick<Table, 'headings' | 'rows'>): string =>
  MARK + csvLines([headings, ...rows]);

/** Some rows of a file, without its mark. */
export const csvLines = (rows: readonly (readonly Cell[])[]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');

/**
 * Text that a spreadsheet would take for a formula is made inert by a leading apostrophe (OWASP): the signs that begin
 * one are also full-width, as Korean input methods type them, and some programs look past a line's end before them.
 */
function cell(value: Cell): string {
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r\n＝＋－＠]/.test(value ?? '') ? `'${value}` : (value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
