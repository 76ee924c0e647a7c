/** Retention as a prefix sum of the ends of stretches. Pure. */
import type { Span } from './ranges.ts';

/** Whole seconds of a lecture, each a point of its curve; the last part of one is none. */
export const wholeSeconds = (duration: number): number => Math.floor(duration);

/**
 * Whole seconds `[from, to)` whose middle a stretch holds: each end goes to the nearest second, so
 * that stretches which meet leave no gap and share no second.
 */
export function wholeRange({ from, to }: Span): Span {
  return { from: Math.round(from), to: Math.round(to) };
}

export type Delta = { second: number; viewers: number; plays: number };

/** +1 where a stretch begins and −1 where it ends, one delta a second. */
export function deltasOf(fresh: readonly Span[], plays: readonly Span[]): Delta[] {
  const deltas = new Map<number, Delta>();
  const add = (second: number, name: 'viewers' | 'plays', by: number) => {
    const delta = deltas.get(second) ?? { second, viewers: 0, plays: 0 };
    delta[name] += by;
    deltas.set(second, delta);
  };
  const addAll = (spans: readonly Span[], name: 'viewers' | 'plays') => {
    for (const { from, to } of spans) {
      if (to <= from) continue;
      add(from, name, 1);
      add(to, name, -1);
    }
  };
  addAll(fresh, 'viewers');
  addAll(plays, 'plays');
  return [...deltas.values()].filter((delta) => delta.viewers !== 0 || delta.plays !== 0);
}

/** The deltas of plays whose sums are this curve. */
export const curveDeltas = (plays: readonly number[]): Delta[] =>
  [...plays, 0]
    .map((value, second) => ({ second, viewers: 0, plays: value - (plays[second - 1] ?? 0) }))
    .filter((delta) => delta.plays !== 0);

/**
 * One value a second from deltas in order of second.
 * @param length seconds
 */
export function prefixSums(deltas: readonly Delta[], length: number): { viewers: number[]; plays: number[] } {
  const viewers: number[] = [];
  const plays: number[] = [];
  let next = 0;
  let sum = { viewers: 0, plays: 0 };
  for (let second = 0; second < length; second += 1) {
    for (let delta = deltas[next]; delta && delta.second <= second; delta = deltas[next]) {
      sum = { viewers: sum.viewers + delta.viewers, plays: sum.plays + delta.plays };
      next += 1;
    }
    viewers.push(sum.viewers);
    plays.push(sum.plays);
  }
  return { viewers, plays };
}
