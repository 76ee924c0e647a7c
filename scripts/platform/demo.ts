/** The demo lectures of the embedded default: sent in the background by a process of their own. */
import { join } from 'node:path';
import { script, startChild } from './child.ts';
import type { Platform } from './platform.ts';
import type { Running } from './run.ts';

/** Sends what is still missing; `scripts/seed.ts` itself remembers what it has done. */
export function startDemo({ env }: Platform, { config, parts, say }: Running): void {
  const logFile = join(config.data, 'logs', 'demo.log');
  const child = startChild({ script: script('scripts/seed.ts'), env, logFile });
  let asked = false;
  parts.defer(() => {
    asked = true;
    return child.stop(2_000);
  });
  // It sends a message when there is something to do.
  child.ready.then(
    () => say('  시연 강의를 준비합니다 · Demo lectures are on their way and appear one by one.'),
    () => {},
  );
  void child.ended.then((code) => {
    if (code === 0 || asked) return;
    const words = child.lastWords();
    // Of an uncaught error, the line with its message; otherwise the last line.
    const why = /^(?:\w*Error: )(.+)$/m.exec(words)?.[1] ?? words.split('\n').at(-1);
    say(`  시연 강의를 다 준비하지 못했습니다 · Not all demo lectures could be sent: ${why} (${logFile})`);
  });
}
