/** CSV (RFC 4180) as spreadsheet programs in Korea open it: UTF-8 with its mark. Pure. */
import type { Cell, Table } from './tables.ts';

export function csv({ headings, rows }: Pick<Table, 'headings' | 'rows'>): string {
  const lines = [headings, ...rows].map((row) => row.map(cell).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

/** Text that a spreadsheet would take for a formula is made inert by a leading apostrophe (OWASP). */
function cell(value: Cell): string {
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value ?? '') ? `'${value}` : (value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
