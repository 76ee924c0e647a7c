/** A table as a spreadsheet file (Office Open XML), for the programs that offices use. */
import writeXlsxFile from 'write-excel-file/node';
import type { Table } from './tables.ts';

/** Rows of a spreadsheet, which is made in memory. */
export const MOST_CELLED = 50_000;

/** Characters that XML cannot hold: with one of them in it, the file would not open. */
const UNSTORABLE = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Text is stored as text: what looks like a formula is none. */
export function xlsx({ name, headings, rows }: Table): Promise<Buffer> {
  const head = headings.map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
  const body = rows.map((row) =>
    row.map((value) => (typeof value === 'string' ? value.replace(UNSTORABLE, '') : value)),
  );
  return writeXlsxFile([head, ...body], { sheet: name, stickyRowsCount: 1 }).toBuffer();
}
