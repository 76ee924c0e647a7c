/** A session's own numbers are kept only while more of them may come. */
import type { Context } from '../context.ts';
import { forgetReports } from './queries.ts';

/** From then on nothing more is taken of a session: its numbers live on in the sums alone. */
const OPEN_MS = 48 * 3_600_000;

/** Pure. */
export const isOver = (startedAt: Date, now: Date): boolean => now.getTime() - startedAt.getTime() > OPEN_MS;

/** Removes what was said of sessions that take no more. @returns of how many */
export const retireQuality = ({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<number> =>
  forgetReports(db, new Date(clock().getTime() - OPEN_MS));
