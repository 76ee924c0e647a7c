/** `npm run bench:player`: how long a press on play takes to show a picture, beside the barest page there is. */
import { launchBrowser } from '../../tests/support/browser.ts';
import { isHelp } from '../platform/help.ts';
import { openEngine } from './engine.ts';
import { machineAndTime } from './machine.ts';
import { JSON_LINE, readOptions } from './options.ts';
import { makeLecture } from './player/lecture.ts';
import { playerFigures, playerText } from './player/player-figures.ts';
import { press, type Shown } from './player/press.ts';
import { jsonLine } from './report.ts';
import { runBench } from './run.ts';
import { HOST, startApi } from './statistics/site.ts';

/** Presses on either page. */
const ROUNDS = 20;

const HELP = `Usage: npm run bench:player -- [--json]

Opens a lecture in Chromium, and measures from the press on play to the first frame that is shown after it, ${ROUNDS}
times on either page in turn, each time as somebody new (nothing in a cache); the median counts:
  bare  a page with a <video>, a button and hls.js with its defaults, and nothing else
  ours  the lecture's page as residents have it
Once with the press when the page has come to rest, once as soon as there is a button to press: then it is measured
from the opening of the page. Nothing else should be running.

  --json  prints all figures once more, as one JSON object on the last line
`;

if (!isHelp(HELP)) {
  await runBench(async (bench) => {
    const { json } = readOptions(HELP, { options: JSON_LINE }).values;
    const { step, say, parts, signal } = bench;
    const browser = await launchBrowser();
    parts.defer(() => browser.close());
    say(
      [...machineAndTime(), `programs   Chromium ${browser.version()}, Node ${process.version}`].join('\n'),
    );
    const engine = await openEngine(bench);
    const id = await step('making a lecture', (tell) => makeLecture(engine, bench, tell));
    const { port } = await startApi({ name: 'data', database: engine.url }, bench, parts);
    const site = { origin: `http://${HOST}:${port}`, id };

    const shown: Record<'bare' | 'ours', Shown[]> = { bare: [], ours: [] };
    await step('pressing play', async (tell) => {
      for (let round = 0; round < ROUNDS; round++) {
        for (const page of ['bare', 'ours'] as const) {
          signal.throwIfAborted();
          shown[page].push(await press(browser, site, page));
        }
        tell(`${round + 1} of ${ROUNDS}`);
      }
    });
    say(playerText(shown));
    if (json) say(jsonLine('player', playerFigures(shown)));
  });
}
