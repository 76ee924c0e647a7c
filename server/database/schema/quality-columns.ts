/** Columns that tables of quality of experience share. */
import { bigint, integer } from 'drizzle-orm/pg-core';
import { PLAYER_ERRORS, RUNGS, STARTUP_BOUNDS_MS } from '../../contract/quality.ts';

const each = <C>(names: readonly string[], column: (name: string) => C): Record<string, C> =>
  Object.fromEntries(names.map((name) => [name, column(name)]));

/** ms of lecture played by rung, and errors shown by kind: as counted of a session, and added up. */
export const PLAYED = RUNGS.map((rung) => `played_${rung}_ms`);
export const ERRORS = PLAYER_ERRORS.map((kind) => `errors_${kind}`);
/** Sessions by how long their start-up took: the nth stretch of `STARTUP_BOUNDS_MS`. */
export const STARTUPS = [...STARTUP_BOUNDS_MS, 0].map((_, nth) => `startups_${nth}`);

/** What is added up over sessions, in the order of `Counts`. */
export const QUALITY_COUNTS = [
  'sessions',
  ...STARTUPS,
  'stalled_sessions',
  'stalls',
  'stalled_ms',
  ...PLAYED,
  'failed_sessions',
  ...ERRORS,
];

const sum = (name: string) => bigint(name, { mode: 'number' }).notNull().default(0);
export const qualityCounts = () => each(QUALITY_COUNTS, sum);

export const ofSession = () => each([...PLAYED, ...ERRORS], (name) => integer(name).notNull().default(0));
