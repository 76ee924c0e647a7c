/** `npm run bench:transcode`: what it costs to make a recording into a lecture, beside what others spend. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readEnv } from '../../server/config.ts';
import { isHelp } from '../platform/help.ts';
import { StartError } from '../platform/start-error.ts';
import { makeBare } from './bare.ts';
import { inspectFile, openEngine, transcode } from './engine.ts';
import { LONG_SECONDS, makeLong } from './long.ts';
import { machineLines } from './machine.ts';
import { requireProc } from './measure.ts';
import { JSON_LINE, readOptions } from './options.ts';
import { compareQuality } from './quality.ts';
import { jsonLine } from './report.ts';
import { makeAsRivals } from './rivals.ts';
import { inRounds } from './rounds.ts';
import { type Bench, runBench } from './run.ts';
import { transcodeFigures, transcodeText } from './transcode-figures.ts';

const HELP = `Usage: npm run bench:transcode -- FILE [--quick] [--json]

Makes a lecture out of the recording FILE several times on this machine, one after the other, and
says what that cost; each twice, (a) to (d) in turn, and the quicker of the two counts:
  (a) one bare ffmpeg that makes the same rungs
  (b) one ffmpeg per rung, as today's platforms do
  (c) this engine, from the finished upload until all is ready
  (d) this engine with one worker of one thread, then with two of them
  (e) this engine on ${LONG_SECONDS / 60} minutes made of FILE, until that can be played (for a shorter FILE)
Needs Linux. Nothing else should be running: every figure is of the machine as it is.

  --quick  leaves (e) out
  --json   prints all figures once more, as one JSON object on the last line
`;

const ONE_THREAD = { WORKER_SLOTS: '1', WORKER_THREADS: '1' };

if (!isHelp(HELP)) {
  await runBench(async (bench) => {
    requireProc();
    const { file, quick, json } = await readArguments();
    const { step, say } = bench;
    const plan = await inspectFile(file, bench);
    say(await machineLines(file, plan));

    const engine = await openEngine(bench);
    const { bare, rivals, ours } = await inRounds((round) => ({
      bare: () => step(`(a${round}) one bare ffmpeg`, () => makeBare(file, plan, bench)),
      rivals: () => step(`(b${round}) one ffmpeg per rung`, (tell) => makeAsRivals(file, plan, bench, tell)),
      ours: () => step(`(c${round}) this engine`, (tell) => transcode(engine, file, { tell })),
    }));
    const quality = await step('SSIM of (b) and (c)', (tell) =>
      compareQuality(file, plan, { rivals, ours }, bench, tell),
    );
    const { one, two } = await inRounds((round) => ({
      one: () =>
        step(`(d${round}) one worker of one thread`, (tell) =>
          transcode(engine, file, { tell, settings: ONE_THREAD }),
        ),
      two: () =>
        step(`(d${round}) two workers of one thread`, (tell) =>
          transcode(engine, file, { tell, settings: ONE_THREAD, workers: 2 }),
        ),
    }));
    const long = quick || plan.duration >= LONG_SECONDS ? null : await playLong(file, plan.duration, bench);

    const measured = { plan, bare, rivals, ours, quality, one, two, long };
    say(transcodeText(measured));
    if (json) say(jsonLine('transcode', transcodeFigures(measured)));

    async function playLong(short: string, seconds: number, { step }: Bench) {
      const path = await step('(e) making a long recording', () => makeLong(short, seconds, bench));
      const { long } = await inRounds((round) => ({
        long: () =>
          step(`(e${round}) this engine, until the long recording plays`, (tell) =>
            transcode(engine, path, { tell, until: 'playable' }),
          ),
      }));
      return long;
    }
  });
}

async function readArguments(): Promise<{ file: string; quick: boolean; json: boolean }> {
  const options = { quick: { type: 'boolean', default: false }, ...JSON_LINE } as const;
  const { values, positionals } = readOptions(HELP, { options, allowPositionals: true });
  const [file] = positionals;
  if (!file || positionals.length > 1)
    throw new StartError(`파일 하나를 지정하세요 · Name one file.\n\n${HELP}`);
  // npm runs us in the clone's folder, wherever it was called
  const path = resolve(readEnv().INIT_CWD ?? '.', file);
  const info = await stat(path).catch(() => null);
  if (!info?.isFile()) throw new StartError(`파일이 없습니다 · There is no such file: ${path}`);
  return { file: path, quick: values.quick, json: values.json };
}
