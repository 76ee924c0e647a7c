import { useLocation } from 'preact-iso';
import { api } from '../api.ts';
import { type Load, useLoad } from '../load.ts';
import { type Asked, apiQuery, askedQuery } from './asked.ts';
import type { Numbers } from './numbers.ts';
import type { Period } from './period.ts';

/** A report by day, as far as another is compared with it. */
export interface DayReport extends Period {
  days: readonly (Numbers & { day: string })[];
}

/**
 * The report of the period before, day by day, when the URL asks to compare (`compare=before`).
 * @param path of the report in the API
 * @param previous the period before; undefined until it is known
 */
export function useBefore(path: string, asked: Asked, previous: Period | undefined): Load<DayReport> {
  const { query } = useLocation();
  const wished = query.compare === 'before' ? previous : undefined;
  const before = { ...asked, ...(wished && { from: wished.from, to: wished.to }) };
  const load = useLoad(wished ? `${path} ${askedQuery(before)}` : null, (signal) =>
    api.get<DayReport>(path, apiQuery(before), signal),
  );
  // What was loaded for another period has other days: nothing to compare with.
  const fits = wished && load.data?.from === wished.from && load.data.to === wished.to;
  return { ...load, data: fits ? load.data : undefined };
}
