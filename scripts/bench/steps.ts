/** Progress of long work: a line that moves on a terminal, a line now and then otherwise. */
import type { WriteStream } from 'node:tty';

/** @param tell says how far it is, such as `34 %` */
export type Step = <T>(name: string, work: (tell: Tell) => Promise<T>) => Promise<T>;
export type Tell = (detail: string) => void;

/** ms between lines where there is no terminal */
const NOW_AND_THEN = 30_000;

type Output = Pick<WriteStream, 'write'> & { isTTY?: boolean };

export function stepsOn(output: Output, signal: AbortSignal): Step {
  return async (name, work) => {
    signal.throwIfAborted();
    const started = performance.now();
    let detail = '';
    const line = () => {
      const seconds = ((performance.now() - started) / 1000).toFixed(0);
      return `${name}: ${seconds} s${detail && `, ${detail}`}`;
    };
    const show = () => output.write(output.isTTY ? `\r\x1b[K${line()}` : `${line()}\n`);
    if (!output.isTTY) output.write(`${name} …\n`);
    const tick = setInterval(show, output.isTTY ? 1000 : NOW_AND_THEN);
    try {
      return await work((told) => {
        detail = told;
      });
    } finally {
      clearInterval(tick);
      detail = '';
      output.write(output.isTTY ? `\r\x1b[K${line()}\n` : `${line()}\n`);
    }
  };
}
