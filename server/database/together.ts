/** What is asked for by many at once is read once for all of them: it costs the database little more than one question. */

/** Questions at once: what comes while one is under way need not wait for all of it. */
const AT_ONCE = 2;

type Waiting<Key, Found> = PromiseWithResolvers<Found> & { key: Key };

/**
 * A look-up. All that came while those before were under way share the next question, which begins after each of them
 * came: nobody is told less than what was committed by then. One that comes alone is asked at once.
 * @param nameOf keys of one name are one
 * @param ask for several keys, each of them once @returns in their order; what fails for one alone as a promise
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
    try {
      const found = await ask(asked.map(({ key }) => key));
      for (const [index, { resolve }] of asked.entries()) resolve(found[index] as Found | Promise<Found>);
    } catch (error) {
      for (const { reject } of asked) reject(error);
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
