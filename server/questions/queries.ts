/** SQL of frequent questions. */
import { isDeepStrictEqual } from 'node:util';
import { asc, eq, sql } from 'drizzle-orm';
import { changedMembers } from '../audit/changed.ts';
import type { NewQuestion, Question, QuestionChange } from '../contract/questions.ts';
import { type Db, first, only, rowCount } from '../database/client.ts';
import { questions } from '../database/schema/schema.ts';
import { requireUnedited } from '../edited.ts';

const { id, position, category, categoryEn, question, questionEn, answer, answerEn } = questions;
const SHOWN = { id, category, categoryEn, question, questionEn, answer, answerEn };

/** All of them, in their order. */
export const listQuestions = (db: Db): Promise<Question[]> =>
  db.select(SHOWN).from(questions).orderBy(asc(position), asc(questions.createdAt), asc(id));

/** The last of all. */
export async function insertQuestion(db: Db, written: NewQuestion, now: Date): Promise<Question> {
  const last = sql<number>`(select coalesce(max(position), 0) + 1 from questions)`;
  const row = { ...composed(written), position: last, updatedAt: now };
  return only(await db.insert(questions).values(row).returning(SHOWN));
}

/**
 * @returns as it is from now on, and which of its members are otherwise; null when there is none
 * @throws {Refusal} edited_meanwhile when it is not any more what whoever changes it was shown
 */
export async function updateQuestion(tx: Db, of: string, { was = {}, ...change }: QuestionChange, now: Date) {
  const before = first(await tx.select(SHOWN).from(questions).where(eq(id, of)).for('no key update'));
  if (!before) return null;
  const after = composed(change);
  requireUnedited(before, after, was);
  const members = changedMembers(before, after);
  if (members.length > 0) {
    await tx
      .update(questions)
      .set({ ...after, updatedAt: now })
      .where(eq(id, of));
  }
  return { question: { ...before, ...after }, members };
}

/** @returns whether there was one */
export async function deleteQuestion(db: Db, of: string): Promise<boolean> {
  return rowCount(await db.delete(questions).where(eq(id, of))) > 0;
}

/**
 * Puts them in this order.
 * @param was the order that was seen. @returns false, and nothing is changed, when it is another by now, and unless
 *   these are all there are
 */
export async function orderQuestions(
  tx: Db,
  ids: readonly string[],
  was: readonly string[] | undefined,
): Promise<boolean> {
  await tx.select({ id }).from(questions).orderBy(asc(id)).for('update');
  // a statement of its own: what it waited for is committed now
  const known = (await listQuestions(tx)).map((one) => one.id);
  if (known.length !== ids.length || !known.every((one) => ids.includes(one))) return false;
  if (was && !isDeepStrictEqual(known, was)) return false;
  for (const [at, one] of ids.entries())
    await tx
      .update(questions)
      .set({ position: at + 1 })
      .where(eq(id, one));
  return true;
}

/** Composed Hangul, nothing around it. */
const composed = (written: NewQuestion): NewQuestion =>
  Object.fromEntries(
    Object.entries(written).map(([name, text]) => [name, text.normalize('NFC').trim()]),
  ) as NewQuestion;
