/** What operators' scripts have in common: they do one thing, and say in a sentence when it cannot be done. */
import { framesOf, messageOf } from '../../server/logged-error.ts';
import { sentenceFor } from './start-error.ts';

/** The words after the script's name: those without dashes, and those with. Pure. */
export function wordsOf(args: readonly string[]): { words: string[]; flags: string[] } {
  const flags = args.filter((arg) => arg.startsWith('--'));
  return { words: args.filter((arg) => !arg.startsWith('--')), flags };
}

/**
 * Does it, and disposes of what it took. A failure ends the process with `code`: in one sentence when somebody can
 * mend it, otherwise with its stack.
 */
export async function runTold(work: (parts: AsyncDisposableStack) => Promise<void>, code = 1): Promise<void> {
  const parts = new AsyncDisposableStack();
  try {
    await work(parts);
  } catch (error) {
    process.exitCode = code;
    process.stderr.write(`${sentenceFor(error, '') ?? described(error)}\n`);
  } finally {
    await parts.disposeAsync();
  }
}

const described = (error: unknown): string =>
  error instanceof Error ? `${messageOf(error)}\n${framesOf(error)}` : String(error);
