/** Where a lecture begins to play. */

/** Less than this watched is no place to come back to, s. */
const BARELY_BEGUN = 5;
/** This near the end the lecture was as good as finished: it begins anew, s. */
const NEARLY_OVER = 10;

export interface Start {
  /** s */
  at: number;
  /** it goes on where this viewer stopped, so the beginning is offered too */
  resumed: boolean;
}

/** `asked` is `?t=` of the address: it wins over the viewer's own position. Times in s; `duration` 0 if unknown. */
export function startOf(asked: string | undefined, position: number, duration: number): Start {
  const seconds = asked ? Number(asked) : Number.NaN;
  if (Number.isFinite(seconds) && seconds >= 0 && (duration === 0 || seconds < duration)) {
    return { at: seconds, resumed: false };
  }
  if (position >= BARELY_BEGUN && (duration === 0 || position < duration - NEARLY_OVER)) {
    return { at: position, resumed: true };
  }
  return { at: 0, resumed: false };
}
