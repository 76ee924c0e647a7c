/** `npm run bench:search`: how long a search takes where there are very many lectures. */
import { isHelp } from '../platform/help.ts';
import { machineAndTime } from './machine.ts';
import { JSON_LINE, readNumber, readOptions } from './options.ts';
import { jsonLine } from './report.ts';
import { runBench } from './run.ts';
import { fill } from './search/fill.ts';
import { searchFigures, searchText, WHOLE } from './search/search-figures.ts';
import { measureTyping } from './search/typing.ts';
import { openServer, openSite } from './statistics/site.ts';

const HELP = `Usage: npm run bench:search -- [--lectures N] [--json]

Measures the API and an embedded PostgreSQL on this machine, with what asks them on it too. The catalogue
has 10,000 lectures of 20 to 70 minutes with descriptions and Korean captions; what is said is made up, with
words as unevenly frequent as in a language. A search is typed into the field syllable by syllable: for each
of its states the lectures that are offered, with their sentences, are asked for 60 times, one after the other.
Needs 10 GB of disk. Nothing else should be running: every figure is of the machine as it is.

  --lectures N  so many, such as 500 for a trial; below 10000 no figure is of record
  --json        prints all figures once more, as one JSON object on the last line
`;

if (!isHelp(HELP)) {
  await runBench(async (bench) => {
    const { lectures, json } = readArguments();
    bench.say([...machineAndTime(), `programs   Node ${process.version}`].join('\n'));
    const site = await openSite(await openServer(bench), 'search', '');
    const { signal } = bench;
    const filled = await bench.step('a catalogue', (tell) => fill(site.database, lectures, { signal, tell }));
    const typed = await bench.step('typing', (tell) => measureTyping(site, bench, tell));
    const measured = { filled, typed };
    bench.say(searchText(measured));
    if (json) bench.say(jsonLine('search', searchFigures(measured)));
  });
}

function readArguments(): { lectures: number; json: boolean } {
  const options = { lectures: { type: 'string', default: String(WHOLE) }, ...JSON_LINE } as const;
  const { lectures, json } = readOptions(HELP, { options }).values;
  return { lectures: readNumber(HELP, '--lectures', lectures, { least: 1, most: WHOLE, whole: true }), json };
}
