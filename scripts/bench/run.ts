/** What every benchmark runs in: a folder of its own, progress at the terminal, an end that leaves nothing. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sentenceFor } from '../platform/start-error.ts';
import { type Step, stepsOn } from './steps.ts';

export type Bench = {
  /** for everything temporary; removed at the end */
  folder: string;
  /** takes what has to be stopped */
  parts: AsyncDisposableStack;
  /** aborted when the person no longer wants it */
  signal: AbortSignal;
  /** Does one part of the benchmark, and shows meanwhile that it is under way. */
  step: Step;
  /** Prints a line, or a table, that people came for. */
  say: (text: string) => void;
};

/**
 * Runs a benchmark, and ends this process: with 0 when it came to its end, 2 when it could not be run
 * as asked (told in a sentence), 130 after Ctrl-C, 1 when something broke.
 */
export async function runBench(work: (bench: Bench) => Promise<void>): Promise<never> {
  const stopping = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stopping.abort());
  // A closed pipe or terminal must not end us in the middle of stopping.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => stopping.abort());
  const { signal } = stopping;
  const folder = mkdtempSync(join(tmpdir(), 'madang-bench-'));
  const parts = new AsyncDisposableStack();
  parts.defer(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  const say = (text: string) => void process.stdout.write(`${text}\n`);
  let code = 0;
  try {
    await work({ folder, parts, signal, step: stepsOn(process.stderr, signal), say });
  } catch (error) {
    await sleep(20); // Ctrl-C can reach what we started before it reaches us
    if (!signal.aborted) code = explain(error, folder);
  }
  if (signal.aborted) process.stderr.write('\n멈추는 중 · Stopping…\n');
  await parts.disposeAsync();
  process.exit(signal.aborted ? 130 : code);
}

/** @returns the exit code */
function explain(error: unknown, folder: string): number {
  const sentence = sentenceFor(error, folder);
  const described = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${sentence ?? described}\n`);
  return sentence === null ? 1 : 2;
}
