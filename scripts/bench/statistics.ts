/** `npm run bench:statistics`: what progress and statistics cost where very many people watch. */
import { isHelp } from '../platform/help.ts';
import { StartError } from '../platform/start-error.ts';
import { machineAndTime } from './machine.ts';
import { requireProc } from './measure.ts';
import { JSON_LINE, readNumber, readOptions } from './options.ts';
import { jsonLine } from './report.ts';
import { runBench } from './run.ts';
import { statisticsFigures, statisticsText } from './statistics/figures.ts';
import { measureIngest } from './statistics/ingest.ts';
import { openServer } from './statistics/site.ts';
import { measureYear } from './statistics/year.ts';

const HELP = `Usage: npm run bench:statistics -- [--scale N] [--only ingest|year] [--json]

Measures the API and an embedded PostgreSQL on this machine, with what asks them on it too:
  ingest  120,000 viewers report 15 s of watching each, again and again, over 1,000 connections, each of
          which waits for its answer; reports count when they were acknowledged after commit. Then all
          totals in the database must be what was sent, or the benchmark fails.
  year    A database is filled with what 10,000,000 playback sessions of 1,000,000 viewers in a year
          leave in it, and one with a tenth of that; both have 500 lectures. Each page of the
          statistics is asked for with many periods, in turn of either. The ledger is there of one
          lecture alone: its retention must be the same from counters and ledger. Tables are as they
          are loaded, without what updates leave behind; indexes are filled as random keys leave them.
Needs Linux, and 20 GB of disk. Nothing else should be running: every figure is of the machine as it is.

  --scale N  so much of the viewers and sessions, such as 0.01 for a trial; below 1 no figure is of record
  --only     leaves the other part out
  --json     prints all figures once more, as one JSON object on the last line
`;

const PARTS = ['ingest', 'year'];

if (!isHelp(HELP)) {
  await runBench(async (bench) => {
    requireProc();
    const { scale, only, json } = readArguments();
    bench.say([...machineAndTime(), `programs   Node ${process.version}`, `scale      ${scale}`].join('\n'));
    const server = await openServer(bench);
    const measured = {
      ingest: only === 'year' ? null : await measureIngest(server, scale, bench),
      year: only === 'ingest' ? null : await measureYear(server, scale, bench),
    };
    bench.say(statisticsText(measured));
    if (json) bench.say(jsonLine('statistics', statisticsFigures(measured)));
  });
}

function readArguments(): { scale: number; only: string | undefined; json: boolean } {
  const options = {
    scale: { type: 'string', default: '1' },
    only: { type: 'string' },
    ...JSON_LINE,
  } as const;
  const { scale, only, json } = readOptions(HELP, { options }).values;
  if (only !== undefined && !PARTS.includes(only))
    throw new StartError(`없는 부분입니다 · There is no such part: ${only}\n\n${HELP}`);
  return { scale: readNumber(HELP, '--scale', scale, { least: 0.001, most: 1 }), only, json };
}
