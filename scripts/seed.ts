/**
 * Fills the catalogue of a first start with demo lectures, through the same HTTP calls that staff's
 * browsers make. What was sent is remembered in the data folder: an interrupted run goes on where it
 * was, and a demo lecture that somebody deleted does not come back.
 */
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { desc, ne } from 'drizzle-orm';
import { limitsOf } from '../server/accounts/session-limits.ts';
import { cookieName, openSession, SESSION_COOKIE } from '../server/accounts/sessions.ts';
import { parseConfig, readEnv } from '../server/config.ts';
import { openDatabase } from '../server/database/client.ts';
import { accounts } from '../server/database/schema/schema.ts';
import { createLog } from '../server/log.ts';
import { type DemoLecture, demoCourses, demoLectures } from './demo/content.ts';
import { type Api, apiClient } from './platform/api-client.ts';

type Memory = {
  /** ids by slug */
  courses: Record<string, string>;
  lectures: Record<string, { id: string; done: boolean }>;
};

const config = parseConfig(readEnv());
const memoryFile = join(config.data, 'demo.json');
const demoFile = (...path: string[]) => fileURLToPath(new URL(join('demo', ...path), import.meta.url));

const memory = await remembered();
const pending = demoLectures.filter(({ slug }) => !memory.lectures[slug]?.done);
if (pending.length > 0) {
  process.send?.({ ready: true });
  const api = apiClient(
    `http://${config.host}:${config.port}`,
    `${cookieName(config.publicUrl, SESSION_COOKIE)}=${await staffToken()}`,
  );
  for (const lecture of pending) await send(api, lecture);
}

async function send(api: Api, lecture: DemoLecture): Promise<void> {
  const { slug, courseSlug, recording, captions, chapters, ...described } = lecture;
  const courseId = await courseOf(api, courseSlug);
  const courseOrder = 1 + demoLectures.filter((one) => one.courseSlug === courseSlug).indexOf(lecture);
  let id = memory.lectures[slug]?.id;
  if (id === undefined) {
    ({ id } = await api.call<{ id: string }>('POST', '/api/lectures', {
      ...described,
      courseId,
      courseOrder,
    }));
    await remember(() => {
      memory.lectures[slug] = { id: id ?? '', done: false };
    });
  }
  await api.call('PUT', `/api/lectures/${id}/chapters`, { items: chapters });
  for (const [language, file] of Object.entries(captions)) {
    await api.putText(
      `/api/lectures/${id}/captions/${language}`,
      await readFile(demoFile('captions', file), 'utf8'),
    );
  }
  const uploadId = await api.upload(demoFile('recordings', recording), `${described.title}.mp4`);
  await api.call('POST', `/api/lectures/${id}/recording`, { uploadId });
  await api.call('PATCH', `/api/lectures/${id}`, { visibility: 'public' });
  await remember(() => {
    memory.lectures[slug] = { id: id ?? '', done: true };
  });
}

/** The course's id; made when it is not there yet. */
async function courseOf(api: Api, slug: string): Promise<string> {
  const known = memory.courses[slug];
  if (known) return known;
  const course = demoCourses.find((one) => one.slug === slug);
  if (!course) throw new Error(`There is no demo course ${slug}.`);
  const { slug: _, ...fields } = course;
  const { id } = await api.call<{ id: string }>('POST', '/api/courses', fields);
  await remember(() => {
    memory.courses[slug] = id;
  });
  return id;
}

/** A session of the member of staff (or administrator) who is to manage the demo lectures. */
async function staffToken(): Promise<string> {
  if (config.databaseUrl === null) throw new Error('DATABASE_URL: `npm start` sets it for this script.');
  const { db, close } = openDatabase(config.databaseUrl, createLog('demo', config), 1);
  const [account] = await db
    .select({ id: accounts.id })
    .from(accounts)
    .where(ne(accounts.role, 'resident'))
    .orderBy(desc(accounts.role), accounts.createdAt)
    .limit(1);
  if (!account) throw new Error('There is no account that could manage the demo lectures.');
  const token = await openSession({ db, clock: () => new Date() }, account.id, limitsOf('staff'));
  await close();
  return token;
}

async function remembered(): Promise<Memory> {
  const there = await stat(memoryFile).catch(() => null);
  return there ? JSON.parse(await readFile(memoryFile, 'utf8')) : { courses: {}, lectures: {} };
}

async function remember(change: () => void): Promise<void> {
  change();
  await writeFile(memoryFile, JSON.stringify(memory, null, 2));
}
