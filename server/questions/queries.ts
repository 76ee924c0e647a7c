/** SQL of frequent questions. */
import { asc, eq, sql } from 'drizzle-orm';
import { changedMembers } from '../audit/changed.ts';
import type { Question, QuestionChange } from '../contract/questions.ts';
import { type Db, first, only, rowCount } from '../database/client.ts';
import { questions } from '../database/schema/schema.ts';

const { id, position, category, categoryEn, question, questionEn, answer, answerEn } = questions;
const SHOWN = { id, category, categoryEn, question, questionEn, answer, answerEn };

/** All of them, in their order. */
export const listQuestions = (db: Db): Promise<Question[]> =>
  db.select(SHOWN).from(questions).orderBy(asc(position), asc(questions.createdAt), asc(id));

/** The last of all. */
export async function insertQuestion(db: Db, change: QuestionChange, now: Date): Promise<Question> {
  const last = sql<number>`(select coalesce(max(position), 0) + 1 from questions)`;
  const row = { ...composed(change), position: last, updatedAt: now };
  return only(await db.insert(questions).values(row).returning(SHOWN));
}

/** @returns as it is from now on, and which of its members are otherwise; null when there is none */
export async function updateQuestion(tx: Db, of: string, change: QuestionChange, now: Date) {
  const before = first(await tx.select(SHOWN).from(questions).where(eq(id, of)).for('no key update'));
  if (!before) return null;
  const after = composed(change);
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

/** Puts them in this order. @returns false, and nothing is changed, unless these are all there are */
export async function orderQuestions(tx: Db, ids: readonly string[]): Promise<boolean> {
  const known = await tx.select({ id }).from(questions).for('update');
  if (known.length !== ids.length || !known.every((one) => ids.includes(one.id))) return false;
  for (const [at, one] of ids.entries())
    await tx
      .update(questions)
      .set({ position: at + 1 })
      .where(eq(id, one));
  return true;
}

/** Composed Hangul, nothing around it. */
const composed = (change: QuestionChange): QuestionChange =>
  Object.fromEntries(
    Object.entries(change).map(([name, text]) => [name, text.normalize('NFC').trim()]),
  ) as QuestionChange;
