/** People who completed a course, for tests of certificates. */
import { eq } from 'drizzle-orm';
import { accounts } from '../../server/database/schema/schema.ts';
import type { Browser, testApp } from './app.ts';
import { watchableLecture } from './lectures.ts';

type Platform = Awaited<ReturnType<typeof testApp>>;

/** A course of lectures of 100 s each. */
export async function courseOf(
  { context }: Platform,
  staff: Browser,
  title: string,
  titles: readonly string[],
) {
  const courseId: string = (await staff('POST', '/api/courses', { title, titleEn: 'Co-governance' })).body.id;
  const lectureIds: string[] = [];
  for (const [at, of] of titles.entries())
    lectureIds.push(await watchableLecture(context, staff, { title: of, courseId, courseOrder: at + 1 }));
  return { courseId, lectureIds };
}

/** Gives whoever uses a browser their name. @returns the account's id */
export async function named({ context: { db } }: Platform, browser: Browser, name: string): Promise<string> {
  const { id } = (await browser('GET', '/api/session')).body.account;
  await db.update(accounts).set({ name }).where(eq(accounts.id, id));
  return id;
}

/** Watches lectures of 100 s to their ends, one after the other. */
export async function watchAll(
  { time }: Platform,
  browser: Browser,
  lectureIds: readonly string[],
): Promise<void> {
  for (const lectureId of lectureIds) {
    const { body } = await browser('POST', '/api/playback-sessions', { lectureId });
    time.now = new Date(time.now.getTime() + 100_000);
    const segments = [{ seq: 0, from: 0, to: 100, rate: 1, elapsedMs: 100_000 }];
    await browser('POST', `/api/playback-sessions/${body.id}/played`, { segments, position: 100 });
  }
}
