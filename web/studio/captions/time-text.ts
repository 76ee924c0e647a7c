/** Times of captions as they are shown and typed: `1:02:03.456`, `2:03.4`. Pure. */

/** `0:01.500`, from an hour up `1:00:01.500` */
export function timeText(seconds: number): string {
  const ms = Math.round(seconds * 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const [h, m, s] = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60, Math.floor(ms / 1000) % 60];
  const fraction = String(ms % 1000).padStart(3, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}.${fraction}` : `${m}:${two(s)}.${fraction}`;
}

/** Seconds of what was typed; null when it is no time. Parts may be left out from the left. */
export function parseTime(text: string): number | null {
  const match = /^\s*(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,5})(?:[.,](\d{1,3}))?\s*$/.exec(text);
  if (!match) return null;
  const [, hours = '0', minutes = '0', seconds = '0', fraction = ''] = match;
  return (
    Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) + Number(fraction.padEnd(3, '0')) / 1000
  );
}
