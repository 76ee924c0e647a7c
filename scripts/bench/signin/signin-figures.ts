/** From what was measured of playback under attack to figures with goals, and to tables. Pure. */
import { type Figure, goalTable, ratio, shown, table } from '../report.ts';
import { percentilesOf } from '../statistics/percentiles.ts';
import type { Answers } from './attack.ts';

/** Rounds with which the goal is meant. */
export const WHOLE = 6;
/** Sign-ins that run at once. */
export const ATTACKERS = 50;

export type Measured = {
  /** of either, in turn */
  rounds: number;
  /** seconds of a round */
  seconds: number;
  /** ms of every segment: while nobody signs in, and while many do */
  idle: readonly number[];
  attacked: readonly number[];
  answers: Answers;
};

/** Figures with goals first. */
export function signinFigures({ rounds, seconds, idle, attacked, answers }: Measured): Figure[] {
  const [calm, busy] = [percentilesOf(idle), percentilesOf(attacked)];
  const tried = (answers.get(401) ?? 0) / (rounds * seconds);
  const others = [...answers].filter(([status]) => status !== 401).reduce((sum, [, n]) => sum + n, 0);
  return [
    {
      ...{ name: 'segment, p99 under attack ÷ idle', value: ratio(busy.p99, calm.p99), unit: '' },
      goal: { most: 2 },
      // an attack that was sent away at the door costs nothing
      provided: rounds >= WHOLE && tried > 0,
    },
    { name: 'segment idle, p50', value: calm.p50, unit: 'ms' },
    { name: 'segment idle, p99', value: calm.p99, unit: 'ms' },
    { name: 'segment under attack, p50', value: busy.p50, unit: 'ms' },
    { name: 'segment under attack, p99', value: busy.p99, unit: 'ms' },
    { name: 'passwords compared', value: tried, unit: '/s' },
    { name: 'sent away', value: others / (rounds * seconds), unit: '/s' },
  ];
}

/** All of it for people. */
export function signinText(measured: Measured): string {
  const figures = signinFigures(measured);
  const rows = figures.slice(1).map(({ name, value, unit }) => [name, `${shown(value)} ${unit}`]);
  return `\n${table([['', 'measured'], ...rows])}\n\n${goalTable(figures)}`;
}
