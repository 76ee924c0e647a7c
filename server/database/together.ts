/** What is asked for by many at once is read once for all of them: it costs the database little more than one question. */

import { Refusal } from '../errors.ts';

/** Questions at once: what comes while one is under way need not wait for all of it. */
const AT_ONCE = 2;
/** ms after which nobody waits any longer for one: a line that is dead without a word would hold up everybody after it. */
const LONGEST = 15_000;

type Waiting<Key, Found> = PromiseWithResolvers<Found> & { key: Key };

/**
 * A look-up. All that came while those before were under way share the next question, which begins after each of them
 * came: nobody is told less than what was committed by then. One that comes alone is asked at once.
 * @param nameOf keys of one name are one
 * @param ask for several keys, each of them once @returns in their order; what fails for one alone as a promise
 * @returns looks up; rejects as `ask` does, and with `unavailable` when that takes too long
 */
export function together<Key, Found>(
  nameOf: (key: Key) => string,
  ask: (keys: Key[]) => Promise<readonly (Found | Promise<Found>)[]>,
): (key: Key) => Promise<Found> {
  let waiting = new Map<string, Waiting<Key, Found>>();
  let underWay = 0;

  function next(): void {
    if (underWay === AT_ONCE || waiting.size === 0) return;
    const asked = [...waiting.values()];
    waiting = new Map();
    underWay++;
    void settle(asked).finally(() => {
      underWay--;
      next();
    });
  }

  async function settle(asked: readonly Waiting<Key, Found>[]): Promise<void> {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(new Refusal('unavailable')), LONGEST);
    try {
      const found = await Promise.race([ask(asked.map(({ key }) => key)), late.promise]);
      for (const [index, { resolve }] of asked.entries()) resolve(found[index] as Found | Promise<Found>);
    } catch (error) {
      for (const { reject } of asked) reject(error);
    } finally {
      clearTimeout(timer);
    }
  }

  return (key) => {
    const name = nameOf(key);
    const one = waiting.get(name) ?? { ...Promise.withResolvers<Found>(), key };
    waiting.set(name, one);
    next();
    return one.promise;
  };
}
