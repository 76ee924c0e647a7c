/** How a process of ours begins and ends: one sentence when it cannot start, a clean stop when told to. */
import { ConfigError } from './config.ts';
import { hasCode } from './errors.ts';
import { messageOf } from './logged-error.ts';

/** What a started process hands over: news for the supervisor, and how to stop it. */
export type Running = { ready: object; stop: () => Promise<void> };

/**
 * Starts, tells the supervisor (when there is one, over the IPC channel), and stops on SIGTERM,
 * SIGINT or when the supervisor is gone.
 * @param start throws when the process cannot run: written as one sentence, exit code 1
 */
export async function runProcess(start: () => Promise<Running>): Promise<void> {
  let stopping = false;
  let running: Running | undefined;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await running?.stop();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('disconnect', stop);
  try {
    running = await start();
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`);
    process.exit(1);
  }
  if (process.send) process.send({ ready: true, ...running.ready });
  else process.stdout.write(`${JSON.stringify({ ready: true, ...running.ready })}\n`);
}

/** Why a process could not start, for whoever started it. */
function sentenceOf(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  if (hasCode(error, 'EADDRINUSE')) {
    return 'MADANG_PORT: another program listens on this port. Stop it or choose another port.';
  }
  if (hasCode(error, 'ENOSPC', 'EDQUOT')) return 'MADANG_DATA: the disk is full. Make room and start again.';
  if (hasCode(error, 'EACCES', 'EROFS')) return 'MADANG_DATA: this folder cannot be written. Choose another.';
  if (hasCode(error, 'ECONNREFUSED', 'CONNECT_TIMEOUT', 'ENOTFOUND', 'EAI_AGAIN')) {
    return 'DATABASE_URL: the database does not answer at this address.';
  }
  return error instanceof Error ? `Could not start: ${messageOf(error)}` : 'Could not start.';
}
