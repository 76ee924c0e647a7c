/** `npm run bench:signin`: whether people go on watching while somebody tries passwords. */
import { isHelp } from '../platform/help.ts';
import { machineAndTime } from './machine.ts';
import { JSON_LINE, readNumber, readOptions } from './options.ts';
import { jsonLine } from './report.ts';
import { type Bench, runBench } from './run.ts';
import { type Answers, attack } from './signin/attack.ts';
import { play } from './signin/players.ts';
import { makeSegments } from './signin/segments.ts';
import { ATTACKERS, type Measured, signinFigures, signinText, WHOLE } from './signin/signin-figures.ts';
import { openServer, openSite, startApi } from './statistics/site.ts';

const HELP = `Usage: npm run bench:signin -- [--rounds N] [--json]

Measures the API and an embedded PostgreSQL on this machine, with what asks them on it too. Players ask for
40 segments of 750 kB a second, whatever the answers take; in turn nobody signs in, and 50 sign-ins run at
once, each begun when another was answered, with wrong passwords, new e-mails and new addresses, so that
no delay slows them. Rounds of either last 10 s, and all segments of them count together.
Nothing else should be running: every figure is of the machine as it is.

  --rounds N  so many of either, such as 1 for a trial; below 6 no figure is of record
  --json      prints all figures once more, as one JSON object on the last line
`;

/** Of a round. Segments of all players together: what 160 people watch in 1080p, 4 s a segment. */
const PACE = { seconds: 10, aSecond: 40 };

if (!isHelp(HELP)) {
  await runBench(async (bench) => {
    const { rounds, json } = readArguments();
    bench.say([...machineAndTime(), `programs   Node ${process.version}`].join('\n'));
    const site = await openSite(await openServer(bench), 'signin');
    const paths = await makeSegments(site, bench);
    const { port } = await startApi(site, bench, bench.parts, { TRUST_PROXY: 'loopback' });
    const measured = await measure(port, paths, rounds, bench);
    bench.say(signinText(measured));
    if (json) bench.say(jsonLine('signin', signinFigures(measured)));
  });
}

async function measure(
  port: number,
  paths: readonly string[],
  rounds: number,
  { step, signal }: Bench,
): Promise<Measured> {
  const [idle, attacked]: [number[], number[]] = [[], []];
  const answers: Answers = new Map();
  // once first, which counts for nothing: files and code are then in memory
  await step('a first round', () => play(port, paths, PACE, signal));
  for (let round = 1; round <= rounds; round++) {
    await step(`round ${round}, idle`, async () => {
      idle.push(...(await play(port, paths, PACE, signal)));
    });
    await step(`round ${round}, under attack`, async () => {
      const end = attack(port, ATTACKERS);
      attacked.push(...(await play(port, paths, PACE, signal)));
      for (const [status, n] of await end()) answers.set(status, (answers.get(status) ?? 0) + n);
    });
  }
  return { rounds, seconds: PACE.seconds, idle, attacked, answers };
}

function readArguments(): { rounds: number; json: boolean } {
  const options = { rounds: { type: 'string', default: String(WHOLE) }, ...JSON_LINE } as const;
  const { rounds, json } = readOptions(HELP, { options }).values;
  return { rounds: readNumber(HELP, '--rounds', rounds, { least: 1, most: 100, whole: true }), json };
}
