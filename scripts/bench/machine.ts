/** On what a figure was measured: without it the figure says little. */
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { basename } from 'node:path';
import type { TranscodePlan } from '../../server/recordings/transcode-queries.ts';
import { megabytes } from './report.ts';
import { rungsOf } from './rungs.ts';

export const machineAndTime = (): string[] => [
  `${new Date().toISOString()}`,
  `machine    ${cpus()[0]?.model.trim() ?? 'unknown'}, ${availableParallelism()} cores, ${megabytes(totalmem())} of memory, load ${loadavg()[0]?.toFixed(2)}`,
];

export function machineLines(file: string, plan: TranscodePlan): string {
  const version = execFileSync('ffmpeg', ['-version'], { encoding: 'utf8' });
  const ffmpeg = /^ffmpeg version (\S+)/.exec(version)?.[1] ?? 'unknown';
  const { width, height, frameRate } = plan.probe;
  const rate = Math.round((frameRate[0] / frameRate[1]) * 100) / 100;
  const rungs = rungsOf(plan).map(({ name }) => name);
  return [
    ...machineAndTime(),
    `programs   ffmpeg ${ffmpeg}, Node ${process.version}`,
    `recording  ${basename(file)}: ${plan.duration.toFixed(1)} s, ${width}×${height}, ${rate} fps, ${plan.probe.audioStream === null ? 'silent' : 'with sound'}, ${megabytes(statSync(file).size)}`,
    `rungs      ${rungs.join(', ')}`,
    '',
  ].join('\n');
}
