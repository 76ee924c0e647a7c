/** Runs the platform from a terminal: until a signal, or until a part of it is broken. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Config, type Env, parseConfig, readEnv } from '../../server/config.ts';
import { ChildEnded } from './child.ts';
import { type Platform, startPlatform } from './platform.ts';
import { sentenceFor } from './start-error.ts';

export type Running = {
  config: Config;
  /** takes what has to be stopped before the platform */
  parts: AsyncDisposableStack;
  say: (line: string) => void;
};

/**
 * Starts the platform, stops it at SIGINT, SIGTERM or SIGHUP, and ends this process: with 0 when it was
 * asked to stop, otherwise with the code of what failed.
 * @param started what else to do once it is up
 * @param options.defaults settings that hold where the environment says nothing
 */
export async function runPlatform(
  started: (platform: Platform, running: Running) => void | Promise<void>,
  { defaults = {}, patient = false }: { defaults?: Env; patient?: boolean } = {},
): Promise<never> {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());
  // A closed terminal must not end us by an error in the middle of stopping.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  let folder = '';
  let code = 0;
  const parts = new AsyncDisposableStack();
  try {
    const env = { ...defaults, ...readEnv() };
    if (env.npm_lifecycle_event) stopWithParent(stopping);
    const config = parseConfig(env);
    folder = config.data;
    const platform = await startPlatform({ config, env, parts, say, stopping: stopping.signal, patient });
    await started(platform, { config, parts, say });
    await Promise.race([platform.broken, untilAborted(stopping.signal)]);
  } catch (error) {
    // Ctrl-C can reach a part before it reaches us: then its failure is only the answer to that.
    await sleep(20);
    if (!stopping.signal.aborted) {
      process.stderr.write(
        `${error instanceof ChildEnded ? error.message : (sentenceFor(error, folder) ?? described(error))}\n`,
      );
      code = error instanceof ChildEnded ? error.code : 1;
    }
  }
  if (stopping.signal.aborted) say('\n  멈추는 중 · Stopping…');
  await parts.disposeAsync();
  if (stopping.signal.aborted) say('  멈췄습니다 · Stopped.');
  process.exit(code);
}

/** npm can be killed without a word to us; nobody could stop us then. */
function stopWithParent(stopping: AbortController) {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && stopping.abort(), 500).unref();
}

const untilAborted = (signal: AbortSignal) =>
  new Promise<void>((settle) => {
    if (signal.aborted) settle();
    signal.addEventListener('abort', () => settle(), { once: true });
  });

const described = (error: unknown) =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
