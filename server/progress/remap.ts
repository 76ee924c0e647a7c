/** Where the stretches of a recording are once another has taken its place. Pure. */
import type { Kept } from '../database/schema/recordings.ts';
import { type Span, united, without } from './ranges.ts';

/** What becomes of spans in the next recording, which may be shorter. @param kept null = all is where it was */
export const remapped = (spans: readonly Span[], kept: readonly Kept[] | null): Span[] =>
  united(
    kept === null
      ? spans
      : kept.flatMap(({ from, to, at }) =>
          spans.map((span) => ({
            from: Math.max(span.from, from) - from + at,
            to: Math.min(span.to, to) - from + at,
          })),
        ),
  );

/** The same for a place: one that was cut out becomes the next that was not, or the end. Seconds. */
export function remappedPlace(seconds: number, kept: readonly Kept[] | null): number {
  if (kept === null) return seconds;
  const next = kept.find(({ to }) => seconds < to) ?? kept.at(-1);
  return next ? Math.min(Math.max(seconds, next.from), next.to) - next.from + next.at : 0;
}

/** The same for a curve with a value a second. @param length whole seconds of the next recording */
export const remappedCurve = (values: readonly number[], kept: readonly Kept[], length: number): number[] =>
  Array.from({ length }, (_, second) => {
    const middle = second + 0.5;
    const part = kept.find(({ from, to, at }) => at <= middle && middle < at + to - from);
    return part ? (values[Math.floor(middle - part.at + part.from)] ?? 0) : 0;
  });

/** Spans within a recording, and what of them is past its end. @param spans without overlap, in order */
export function parted(spans: readonly Span[], duration: number): { ranges: Span[]; beyond: Span[] } {
  const beyond = without(spans, united([{ from: 0, to: duration }]));
  return { ranges: without(spans, beyond), beyond };
}
