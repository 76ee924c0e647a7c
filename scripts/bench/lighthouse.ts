/** `npm run bench:lighthouse`: what Lighthouse says of the pages that residents open first, on a phone. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readEnv } from '../../server/config.ts';
import { installedBrowser } from '../../tests/support/browser.ts';
import { isHelp } from '../platform/help.ts';
import { openEngine } from './engine.ts';
import {
  type Audited,
  CATEGORIES,
  lighthouseFigures,
  lighthouseText,
  readReport,
} from './lighthouse/lighthouse-figures.ts';
import { machineAndTime } from './machine.ts';
import { JSON_LINE, readOptions } from './options.ts';
import { makeLecture } from './player/lecture.ts';
import { jsonLine } from './report.ts';
import { type Bench, runBench } from './run.ts';
import { HOST, startApi } from './statistics/site.ts';

/** Not a dependency of the project: it is fetched when it is asked for. */
const LIGHTHOUSE = 'lighthouse@13.5.0';
/** Runs of a page, of which the middle one by performance counts. */
const RUNS = 3;

const HELP = `Usage: npm run bench:lighthouse -- [--json]

Makes a lecture, and has Lighthouse (${LIGHTHOUSE}, fetched from npm) look at home and the lecture's page with its preset for
phones, ${RUNS} times each; the middle one by performance counts. Nothing else should be running.

  --json  prints all figures once more, as one JSON object on the last line
`;

if (!isHelp(HELP)) {
  await runBench(async (bench) => {
    const { json } = readOptions(HELP, { options: JSON_LINE }).values;
    const { step, say, parts } = bench;
    say([...machineAndTime(), `programs   ${LIGHTHOUSE}, Node ${process.version}`].join('\n'));
    const engine = await openEngine(bench);
    const id = await step('making a lecture', (tell) => makeLecture(engine, bench, tell));
    const { port } = await startApi({ name: 'data', database: engine.url }, bench, parts);
    const origin = `http://${HOST}:${port}`;
    const audited: Audited = { home: [], lecture: [] };
    for (let run = 1; run <= RUNS; run++) {
      for (const [page, path] of [
        ['home', '/'],
        ['lecture', `/lectures/${id}`],
      ] as const) {
        audited[page].push(await step(`(${run}) ${page}`, () => audit(origin + path, bench)));
      }
    }
    say(lighthouseText(audited));
    if (json) say(jsonLine('lighthouse', lighthouseFigures(audited)));
  });
}

async function audit(address: string, { folder, signal }: Bench) {
  const path = join(folder, 'lighthouse.json');
  const flags =
    '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking';
  await promisify(execFile)(
    'npm',
    [
      ...['exec', '--yes', '--package', LIGHTHOUSE, '--', 'lighthouse', address, '--quiet', '--output=json'],
      ...[`--output-path=${path}`, `--only-categories=${CATEGORIES.join()}`, `--chrome-flags=${flags}`],
    ],
    {
      cwd: folder,
      signal,
      env: { ...readEnv(), CHROME_PATH: installedBrowser() },
      maxBuffer: 64 * 1024 ** 2,
    },
  );
  return readReport(JSON.parse(await readFile(path, 'utf8')));
}
