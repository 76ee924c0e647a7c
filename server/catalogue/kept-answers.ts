/**
 * What many look at: which lectures stand on a page of the list is found once, for all who would be told the same,
 * until a lecture or a recording changes. Each process keeps its own, and asks the database whether they still hold.
 */
import { sql } from 'drizzle-orm';
import { type Db, first, rowsOf } from '../database/client.ts';
import { together } from '../database/together.ts';
import { keepUpTo } from '../kept.ts';

/** ms after which one is found anew though nothing changed: the order of the most watched moves with every view. */
const LONGEST = 60_000;
/** Answers in memory. */
const MOST = 2_000;

/** Answers that hold together. */
type Answers = {
  /** how often the catalogue had changed */
  changes: string;
  /** from when, and until when of the clock: a lecture's time comes and goes without a change */
  from: number;
  until: number;
  kept: ReturnType<typeof keepUpTo<Promise<unknown>>>;
};

/**
 * An answer that is kept, or is found now.
 * @param question says all that the answer depends on, but for the time
 * @param find rejects: the next who asks finds it anew
 */
export type KeptAnswers = <T>(question: string, now: Date, find: () => Promise<T>) => Promise<T>;

export function createKeptAnswers(db: Db): KeptAnswers {
  let answers: Answers | null = null;

  const current = together(
    () => '',
    async ([now]: Date[]) => [await answersAt(now as Date)],
  );

  async function answersAt(now: Date): Promise<Answers> {
    const changes = await changesOf(db);
    const holds =
      answers?.changes === changes && answers.from <= now.getTime() && now.getTime() < answers.until;
    if (!answers || !holds) {
      const until = Math.min(now.getTime() + LONGEST, await nextTurn(db, now));
      answers = { changes, from: now.getTime(), until, kept: keepUpTo(MOST) };
    }
    return answers;
  }

  return async (question, now, find) => {
    // what is found from here on is no older than those changes
    const { kept } = await current(now);
    const known = kept.get(question);
    if (known) return known as ReturnType<typeof find>;
    const found = find();
    kept.put(question, found, 1);
    found.catch(() => kept.drop(question));
    return found;
  };
}

/** Says how often the catalogue changed: rows are added, and removed an hour later from the front. */
async function changesOf(db: Db): Promise<string> {
  const rows = await rowsOf<{ changes: string }>(
    db,
    sql`select concat_ws(' ', min(created_at), count(*)) as changes from catalogue_changes`,
  );
  return first([...rows])?.changes ?? '';
}

/** When the next lecture's time comes or goes, in ms since 1970; `Infinity` when none is known. */
async function nextTurn(db: Db, now: Date): Promise<number> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const rows = await rowsOf<{ ms: number | null }>(
    db,
    sql`select extract(epoch from least(min(public_from) filter (where public_from > ${at}),
      min(public_until) filter (where public_until > ${at})))::float8 * 1000 as ms from lectures`,
  );
  return first([...rows])?.ms ?? Number.POSITIVE_INFINITY;
}
