/** Keeps one process of the platform running: started again when it dies, until it dies too often. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Child, ChildEnded, type Program, startChild } from './child.ts';
import { waitBeforeRestart } from './restarts.ts';

export type Supervised = {
  /** the first message of the first start; @throws {ChildEnded} when that start fails */
  ready: Promise<unknown>;
  /** rejects with {ChildEnded} when it died too often; never settles otherwise */
  givenUp: Promise<never>;
  /** ends it and starts it again, for a change of its source */
  restart: () => Promise<void>;
  /** as of {Child} */
  stop: (patience?: number) => Promise<void>;
};

export type SuperviseOptions = {
  /** tells the person at the terminal about a death */
  say: (line: string) => void;
  /** after dying too often, wait for `restart` instead of giving up: the next change may mend it */
  patient?: boolean;
};

/** Starts a program and watches over it; `name` is what people call it. */
export function supervise(name: string, program: Program, { say, patient }: SuperviseOptions): Supervised {
  const { promise: givenUp, reject: giveUp } = Promise.withResolvers<never>();
  givenUp.catch(() => {});
  const deaths: number[] = [];
  const stopped = new AbortController();
  /** ended on purpose, to be started again */
  let replaced: Child | null = null;
  let restarting: Promise<void> | null = null;
  let child = startChild(program);
  const { ready } = child;
  void ready.then(
    () => watch(child).catch(giveUp),
    () => {},
  );

  async function watch(current: Child) {
    await current.ended;
    if (stopped.signal.aborted || replaced === current) return;
    deaths.push(Date.now());
    const wait = waitBeforeRestart(deaths);
    await current.stop();
    if (wait === null) {
      const error = new ChildEnded(tooOften(name, program, current), 1);
      return patient ? say(error.message) : giveUp(error);
    }
    say(
      `${name}: 예기치 않게 끝나 다시 시작합니다 · It ended unexpectedly and starts again (${program.logFile})`,
    );
    await sleep(wait, undefined, { signal: stopped.signal }).catch(() => {});
    if (!stopped.signal.aborted && child === current) startAgain();
  }

  function startAgain() {
    child = startChild(program);
    watch(child).catch(giveUp);
  }

  async function replace() {
    replaced = child;
    deaths.length = 0;
    await child.stop();
    if (!stopped.signal.aborted) startAgain();
  }

  return {
    ready,
    givenUp,
    restart() {
      restarting ??= replace().finally(() => {
        restarting = null;
      });
      return restarting;
    },
    async stop(patience) {
      stopped.abort();
      await child.stop(patience);
    },
  };
}

function tooOften(name: string, { logFile }: Program, child: Child) {
  const words = child.lastWords();
  return `${name}: 거듭 끝납니다 · It keeps ending (${logFile})${words && `:\n${words}`}`;
}
