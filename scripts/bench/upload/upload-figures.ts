/** What `bench:upload` measured, and the goals it is held against. Pure. */
import { type Figure, goalTable, inMegabytes, megabytes, ratio, shown, table } from '../report.ts';
import type { BenchFile } from './file.ts';
import type { Sent } from './send.ts';

type Measured = { file: Pick<BenchFile, 'bytes'>; plain: Sent; ours: Sent };

/** MB a second. */
const speed = (bytes: number, seconds: number) => inMegabytes(bytes) / seconds;

export function uploadFigures({ file, plain, ours }: Measured): Figure[] {
  const { bytes } = file;
  const whole = bytes >= 4e9;
  const ofPlain = speed(bytes, plain.wallSeconds);
  return [
    { name: 'curl PUT to nginx', value: ofPlain, unit: 'MB/s' },
    { name: 'until the last byte', value: speed(bytes, ours.sentSeconds), unit: 'MB/s' },
    { name: 'until the recording is there', value: speed(bytes, ours.wallSeconds), unit: 'MB/s' },
    {
      ...{ name: 'throughput ÷ nginx', value: ratio(speed(bytes, ours.sentSeconds), ofPlain), unit: '' },
      goal: { least: 0.5 },
      provided: whole,
    },
    { name: 'with hash and sync ÷ nginx', value: ratio(speed(bytes, ours.wallSeconds), ofPlain), unit: '' },
    {
      ...{ name: 'memory of the API rises by', value: inMegabytes(ours.risenBytes), unit: 'MB' },
      goal: { most: 50 },
      provided: whole,
    },
  ];
}

export function uploadText(measured: Measured): string {
  const { file, plain, ours } = measured;
  const column = (pick: (sent: Sent) => string) => [pick(plain), pick(ours)];
  const rows = [
    [`${megabytes(file.bytes)}`, 'nginx', 'this platform'],
    ['last byte, s', ...column(({ sentSeconds }) => shown(sentSeconds))],
    ['all done, s', ...column(({ wallSeconds }) => shown(wallSeconds))],
    ['CPU of the server, s', ...column(({ cpuSeconds }) => shown(cpuSeconds))],
    [
      'memory before, MB',
      ...column(({ peakBytes, risenBytes }) => shown(inMegabytes(peakBytes - risenBytes))),
    ],
    ['memory at most, MB', ...column(({ peakBytes }) => shown(inMegabytes(peakBytes)))],
  ];
  return [table(rows), '', goalTable(uploadFigures(measured))].join('\n');
}
