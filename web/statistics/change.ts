/** How a number moved against that of another period. */

export interface Change {
  /** `new`: there was nothing before */
  kind: 'up' | 'down' | 'same' | 'new';
  /** by how many percent of the number before, rounded, at least 1; for `up` and `down` */
  percent: number;
}

export function changeOf(now: number, before: number): Change {
  if (now === before) return { kind: 'same', percent: 0 };
  if (before === 0) return { kind: 'new', percent: 0 };
  const percent = Math.max(1, Math.round((Math.abs(now - before) / before) * 100));
  return { kind: now > before ? 'up' : 'down', percent };
}
