/** A session's own numbers are kept only while more of them may come. */

/** Days after which nothing more is taken of a session: its numbers live on in the sums alone. */
export const OPEN_DAYS = 2;

/** Pure. */
export const isOver = (startedAt: Date, now: Date): boolean =>
  now.getTime() - startedAt.getTime() > OPEN_DAYS * 86_400_000;
