/** What `bench:delivery` measured, and the goals it is held against. Pure. */
import type { Usage } from '../measure.ts';
import { type Figure, goalTable, inMegabytes, ratio, shown, table } from '../report.ts';

/** Of one server: what its processes took, and what came of it. */
export type Given = Usage & { answers: number; bytes: number };
type Servers = { files: Given; api: Given; proxy: Given };
export type Measured = { scale: number; segments: Servers; playlists: Servers };

/** MB of segments a second. */
const speed = ({ bytes, wallSeconds }: Given) => inMegabytes(bytes) / wallSeconds;
/** Playlists a second. */
const rate = ({ answers, wallSeconds }: Given) => answers / wallSeconds;

/** Figures with goals first. */
export function deliveryFigures({ scale, segments, playlists }: Measured): Figure[] {
  const provided = scale >= 1;
  const [ofFiles, listsOfFiles] = [speed(segments.files), rate(playlists.files)];
  return [
    {
      ...{ name: 'segments, API ÷ nginx', value: ratio(speed(segments.api), ofFiles), unit: '', provided },
      goal: { least: 0.7 },
    },
    {
      ...{
        name: 'playlists, API ÷ nginx',
        value: ratio(rate(playlists.api), listsOfFiles),
        unit: '',
        provided,
      },
      goal: { least: 0.5 },
    },
    { name: 'segments, behind nginx ÷ nginx', value: ratio(speed(segments.proxy), ofFiles), unit: '' },
    { name: 'playlists, behind nginx ÷ nginx', value: ratio(rate(playlists.proxy), listsOfFiles), unit: '' },
    ...Object.entries(segments).map(([name, given]) => ({
      ...{ name: `segments, ${name}`, value: speed(given), unit: 'MB/s' },
    })),
    ...Object.entries(playlists).map(([name, given]) => ({
      ...{ name: `playlists, ${name}`, value: rate(given), unit: '/s' },
    })),
  ];
}

/** All of it for people. */
export function deliveryText(measured: Measured): string {
  const { segments, playlists } = measured;
  const columns = ({ files, api, proxy }: Servers, of: (given: Given) => number) =>
    [files, api, proxy].map((given) => shown(of(given)));
  const rows = [
    ['', 'nginx, files', 'this platform', '… behind nginx'],
    ['segments, MB/s', ...columns(segments, speed)],
    ['CPU of it, s a GB', ...columns(segments, ({ cpuSeconds, bytes }) => cpuSeconds / (bytes / 1e9))],
    ['playlists, /s', ...columns(playlists, rate)],
    ['CPU of it, ms each', ...columns(playlists, ({ cpuSeconds, answers }) => (cpuSeconds / answers) * 1000)],
  ];
  return [table(rows), '', goalTable(deliveryFigures(measured))].join('\n');
}
