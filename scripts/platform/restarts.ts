/** When a process that died is started again, and when it is time to give up. Pure. */

/** Deaths longer ago than this no longer count. */
const MEMORY_MS = 2 * 60_000;
const MOST_DEATHS = 5;
const FIRST_WAIT_MS = 500;

/**
 * @param deaths times (ms) of all deaths so far, the last one just now
 * @returns milliseconds to wait before the next start, or null to give up
 */
export function waitBeforeRestart(deaths: readonly number[]): number | null {
  const now = deaths.at(-1) ?? 0;
  const recent = deaths.filter((time) => now - time < MEMORY_MS).length;
  return recent >= MOST_DEATHS ? null : FIRST_WAIT_MS * 2 ** (recent - 1);
}
