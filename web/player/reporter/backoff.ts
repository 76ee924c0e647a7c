/** How long to wait before the next try, ms: 1, 2, 4 … 60 s, each up to a quarter longer so that crowds spread. */
export function backoff(failures: number, random: number = Math.random()): number {
  const base = Math.min(60_000, 1000 * 2 ** Math.max(0, failures - 1));
  return Math.round(base * (1 + random / 4));
}
