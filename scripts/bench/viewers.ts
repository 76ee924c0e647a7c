/** `npm run bench:viewers`: whether many people can watch at once, and the catalogue be looked through. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isHelp } from '../platform/help.ts';
import { NAME } from '../postgres/cluster.ts';
import { machineAndTime } from './machine.ts';
import { memoryOf, requireProc } from './measure.ts';
import { JSON_LINE, readNumber, readOptions } from './options.ts';
import { jsonLine } from './report.ts';
import { type Bench, runBench } from './run.ts';
import { play } from './signin/players.ts';
import { seatViewers } from './statistics/seats.ts';
import { openServer, openSite, type Site, startApi } from './statistics/site.ts';
import { CATALOGUE_PATHS, LARGE_CATALOGUE, makeHour } from './viewers/lectures.ts';
import { nothingSeen, type Parts, watch } from './viewers/viewer.ts';
import { type Measured, viewersFigures, viewersText, WHOLE } from './viewers/viewers-figures.ts';

const HELP = `Usage: npm run bench:viewers -- [--viewers N] [--minutes N] [--json]

Measures the API alone, with an embedded PostgreSQL and what asks them on this machine too.
  catalogue   10,000 lectures: lists, fields, a course and a lecture, 200 requests a second, whatever the answers take
  viewers     people who watch an hour's lecture, each from another place: playlists once, then segments of 720p
              (400 kB) and sound (48 kB), of which they have 30 s ahead, and a report every 15 s. They come within
              a minute, which counts too. A stall is where a picture would have stood still.
  memory      of the API, every 2 s while all watch
Nothing else should be running: every figure is of the machine as it is.

  --viewers N  so many, such as 100 for a trial; more than 1000 to see what breaks first
  --minutes N  for so long; below 1000 viewers and 30 minutes no figure is of record
  --json       prints all figures once more, as one JSON object on the last line
`;

const CATALOGUE_PACE = { seconds: 20, aSecond: 200 };
/** ms within which all come. */
const ARRIVAL_MS = 60_000;
const LOOK_MS = 2_000;

if (!isHelp(HELP)) {
  await runBench(async (bench) => {
    requireProc();
    const { viewers, minutes, json } = readArguments();
    bench.say([...machineAndTime(), `programs   Node ${process.version}`].join('\n'));
    const site = await openSite(await openServer(bench), `${NAME}_viewers`, LARGE_CATALOGUE);
    const parts = await bench.step('a lecture', () => makeHour(site, bench));
    const api = await startApi(site, bench, bench.parts);
    const { signal, step } = bench;
    // once first, which counts for nothing: rows and code are then in memory
    await step('a first look', () => play(api.port, CATALOGUE_PATHS, { seconds: 5, aSecond: 40 }, signal));
    const catalogue = await step('catalogue', () => play(api.port, CATALOGUE_PATHS, CATALOGUE_PACE, signal));
    const watched = await step('viewers', () => watchAll(site, api, parts, { viewers, minutes }, signal));
    const measured: Measured = { viewers, minutes, catalogue, ...watched };
    bench.say(viewersText(measured));
    if (json) bench.say(jsonLine('viewers', viewersFigures(measured)));
  });
}

/** Has all of them come, and watch for so long from then on. */
async function watchAll(
  { database }: Site,
  { pid, port }: { pid: number; port: number },
  parts: Parts,
  { viewers, minutes }: { viewers: number; minutes: number },
  signal: Bench['signal'],
): Promise<Pick<Measured, 'seen' | 'memory'>> {
  const seats = await seatViewers(database, viewers);
  const until = performance.now() + ARRIVAL_MS + minutes * 60_000;
  const seen = nothingSeen();
  const all = seats.map(async (seat, nth) => {
    await sleep((ARRIVAL_MS * nth) / viewers, undefined, { signal });
    const first = Math.floor((parts.segments.length * nth) / viewers);
    await watch(port, parts, { seat, first, until }, seen, signal);
  });
  await sleep(ARRIVAL_MS, undefined, { signal });
  const memory: number[] = [];
  const look = setInterval(() => memory.push(memoryOf(pid)), LOOK_MS);
  try {
    await Promise.all(all);
  } finally {
    clearInterval(look);
  }
  return { seen, memory };
}

function readArguments(): { viewers: number; minutes: number; json: boolean } {
  const options = {
    viewers: { type: 'string', default: String(WHOLE.viewers) },
    minutes: { type: 'string', default: String(WHOLE.minutes) },
    ...JSON_LINE,
  } as const;
  const { viewers, minutes, json } = readOptions(HELP, { options }).values;
  return {
    viewers: readNumber(HELP, '--viewers', viewers, { least: 1, most: 20_000, whole: true }),
    minutes: readNumber(HELP, '--minutes', minutes, { least: 0.1, most: 120 }),
    json,
  };
}
