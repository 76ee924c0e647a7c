/** A number of the row, or a gap where `page` is undefined. */
export interface PageNumber {
  key: string;
  page?: number;
}

/** First, last, and the neighbours of the current page, with gaps between: `1 … 4 [5] 6 … 20`. */
export function pageNumbers(current: number, last: number): PageNumber[] {
  const shown = new Set([1, last, current - 1, current, current + 1]);
  const row: PageNumber[] = [];
  for (let page = 1; page <= last; page++) {
    // A gap of one number is shown as the number: it takes no more room.
    const alone = shown.has(page - 1) && shown.has(page + 1);
    if (shown.has(page) || alone) row.push({ key: String(page), page });
    else if (row.at(-1)?.page !== undefined) row.push({ key: `gap-${page}` });
  }
  return row;
}
