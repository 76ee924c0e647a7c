/**
 * Takes reports into the ledger in batches: all that came while the one before was under way share a
 * transaction. A report that comes alone is taken at once.
 */
import type { Context } from '../context.ts';
import type { Watched } from '../contract/progress.ts';
import { isUnavailable } from '../database/unavailable.ts';
import { Refusal } from '../errors.ts';
import { type Reported, recordBatch } from './batch.ts';

/** Reports of one transaction, and transactions at once: one works while the other commits. */
const MOST = 500;
const AT_ONCE = 2;
/** Reports that may wait: beyond, players keep theirs and come again. */
const MOST_WAITING = 20_000;

export type Recorder = {
  /**
   * Committed when this returns. A segment whose `(session, seq)` is known has no second effect.
   * @throws {Refusal} not_found for a session that is not this asker's · unavailable while the lecture has no length,
   *   or more wait than can be taken
   */
  record: (reported: Reported) => Promise<Watched>;
};

type Waiting = PromiseWithResolvers<Watched> & { reported: Reported };

export function createRecorder({ db, clock, config }: Pick<Context, 'db' | 'clock' | 'config'>): Recorder {
  const waiting: Waiting[] = [];
  let underWay = 0;

  function next(): void {
    while (underWay < AT_ONCE && waiting.length > 0) {
      underWay++;
      void settle(waiting.splice(0, MOST)).finally(() => {
        underWay--;
        next();
      });
    }
  }

  async function settle(batch: readonly Waiting[]): Promise<void> {
    const reports = batch.map(({ reported }) => reported);
    try {
      const outcomes = await db.transaction((tx) => recordBatch(tx, reports, clock(), config.ledgerDays));
      for (const [index, { resolve, reject }] of batch.entries()) {
        const outcome = outcomes[index];
        if (outcome && !(outcome instanceof Refusal)) resolve(outcome);
        else reject(outcome);
      }
    } catch (error) {
      // what one of them breaks must not be lost for the others
      if (batch.length > 1 && !isUnavailable(error)) {
        const half = Math.ceil(batch.length / 2);
        await settle(batch.slice(0, half));
        await settle(batch.slice(half));
      } else {
        for (const { reject } of batch) reject(error);
      }
    }
  }

  return {
    async record(reported) {
      if (waiting.length >= MOST_WAITING) throw new Refusal('unavailable');
      const one: Waiting = { ...Promise.withResolvers<Watched>(), reported };
      waiting.push(one);
      next();
      return one.promise;
    },
  };
}
