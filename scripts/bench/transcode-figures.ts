/** From what was measured of the transcode to figures with goals, and to tables. Pure. */
import type { TranscodePlan } from '../../server/recordings/transcode-queries.ts';
import type { EngineRun } from './engine.ts';
import type { Usage } from './measure.ts';
import type { Quality } from './quality.ts';
import { type Figure, goalTable, inMegabytes, ratio, shown, table } from './report.ts';
import type { RivalRun } from './rivals.ts';
import { rungsOf } from './rungs.ts';
import { total } from './stored.ts';

export type Measured = {
  plan: Pick<TranscodePlan, 'renditions'>;
  bare: Usage;
  rivals: Pick<RivalRun, 'bytes'> & Usage;
  ours: Run;
  /** null where there is nothing to compare */
  quality: Quality[] | null;
  /** one worker of one thread, and two of them */
  one: Run;
  two: Run;
  /** null = left out */
  long: Pick<Run, 'playableSeconds'> | null;
};
type Run = Usage & Pick<EngineRun, 'playableSeconds' | 'bytes'>;

/** Figures with goals first. */
export function transcodeFigures(measured: Measured): Figure[] {
  const { bare, rivals, ours, one, two, long } = measured;
  const [theirBytes, ourBytes] = [total(rivals.bytes), total(ours.bytes)];
  return [
    figure('CPU, engine ÷ one ffmpeg per rung', ratio(ours.cpuSeconds, rivals.cpuSeconds), '', {
      most: 0.65,
    }),
    figure('CPU, engine ÷ one bare ffmpeg', ratio(ours.cpuSeconds, bare.cpuSeconds), '', { most: 1.1 }),
    {
      ...figure('bytes at no less SSIM, engine ÷ one ffmpeg per rung', ratio(ourBytes, theirBytes), '', {
        most: 0.7,
      }),
      provided: isAsGood(measured.quality),
    },
    figure('first playable', ours.playableSeconds, 's', { most: 10 }),
    figure(
      'first playable, 60 minutes ÷ this recording',
      ratio(long?.playableSeconds, ours.playableSeconds),
      '',
      {
        most: 1.5,
      },
    ),
    figure('speed, two one-thread workers ÷ one', ratio(one.wallSeconds, two.wallSeconds), '', {
      least: 1.8,
    }),
    figure('peak memory, worker and its ffmpegs (PSS)', inMegabytes(ours.peakBytes), 'MB', { most: 800 }),

    ...usageFigures('one bare ffmpeg', bare),
    ...usageFigures('one ffmpeg per rung', rivals),
    ...usageFigures('engine', ours),
    ...usageFigures('one one-thread worker', one),
    ...usageFigures('two one-thread workers', two),
    figure('first playable, 60 minutes', long?.playableSeconds ?? null, 's'),
    figure('stored, one ffmpeg per rung', theirBytes, 'bytes'),
    figure('stored, engine', ourBytes, 'bytes'),
    ...[...rivals.bytes].map(([name, bytes]) =>
      figure(`stored, one ffmpeg per rung, ${name}`, bytes, 'bytes'),
    ),
    ...[...ours.bytes].map(([name, bytes]) => figure(`stored, engine, ${name}`, bytes, 'bytes')),
    ...(measured.quality ?? []).flatMap(({ rung, rivals: theirs, ours: mine }) => [
      figure(`SSIM, one ffmpeg per rung, ${rung}`, theirs, ''),
      figure(`SSIM, engine, ${rung}`, mine, ''),
    ]),
  ];
}

/** Whether every rung is as near to the source as the rivals' is. */
export const isAsGood = (quality: readonly Quality[] | null): boolean =>
  quality?.every(({ rivals, ours }) => ours >= rivals) ?? false;

/** All of it for people. */
export function transcodeText(measured: Measured): string {
  return [costTable(measured), rungTable(measured), goalTable(transcodeFigures(measured))]
    .map((part) => `\n${part}`)
    .join('\n');
}

function costTable({ bare, rivals, ours, one, two, long }: Measured): string {
  const runs = [bare, rivals, ours, one, two];
  const row = (name: string, ...values: (number | null | undefined)[]) => [name, ...values.map(shown)];
  const bytes = (run: { bytes: ReadonlyMap<string, number> }) => inMegabytes(total(run.bytes));
  return table([
    ['', '(a) bare', '(b) per rung', '(c) engine', '(d) 1 × 1', '(d) 2 × 1', '(e) 60 min'],
    [...row('CPU, s', ...runs.map((run) => run.cpuSeconds)), ''],
    [...row('wall, s', ...runs.map((run) => run.wallSeconds)), ''],
    row(
      'first playable, s',
      null,
      null,
      ours.playableSeconds,
      one.playableSeconds,
      two.playableSeconds,
      long?.playableSeconds,
    ),
    [...row('peak memory (PSS), MB', ...runs.map((run) => inMegabytes(run.peakBytes))), ''],
    [...row('stored, MB', null, bytes(rivals), bytes(ours), bytes(one), bytes(two)), ''],
  ]);
}

function rungTable({ plan, rivals, ours, quality }: Measured): string {
  const names = rungsOf(plan).map(({ name }) => name);
  const others = [...new Set([...ours.bytes.keys(), ...rivals.bytes.keys()])].filter(
    (name) => !names.includes(name),
  );
  const bytes = (sums: ReadonlyMap<string, number>, name: string) => {
    const sum = sums.get(name);
    return sum === undefined ? '–' : String(Math.round(sum / 1000));
  };
  return table([
    ['stored, kB; SSIM', '(b) per rung', '(c) engine', 'SSIM (b)', 'SSIM (c)'],
    ...[...names, ...others].map((name) => {
      const seen = quality?.find(({ rung }) => rung === name);
      const ssim = [seen?.rivals, seen?.ours].map((value) => value?.toFixed(5) ?? '–');
      return [name, bytes(rivals.bytes, name), bytes(ours.bytes, name), ...ssim];
    }),
  ]);
}

function usageFigures(who: string, { cpuSeconds, wallSeconds, peakBytes }: Usage): Figure[] {
  return [
    figure(`CPU, ${who}`, cpuSeconds, 's'),
    figure(`wall, ${who}`, wallSeconds, 's'),
    figure(`peak memory, ${who} (PSS)`, inMegabytes(peakBytes), 'MB'),
  ];
}

function figure(name: string, value: number | null, unit: string, goal?: Figure['goal']): Figure {
  return goal ? { name, value, unit, goal } : { name, value, unit };
}
