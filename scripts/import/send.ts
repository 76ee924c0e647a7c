/** Sends one recording of an archive as staff's browsers would: the lecture, the recording, the captions. */
import { randomUUID } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { decodeCaptions } from '../../server/captions/file.ts';
import type { CourseList, NewCourse } from '../../server/contract/courses.ts';
import type { Api } from '../platform/api-client.ts';
import type { Entry } from './entries.ts';
import type { Memory } from './memory.ts';

export type Target = { api: Api; root: string; memory: Memory; courses: Map<string, string> };

/** The ids of courses there are, by title. */
export async function coursesBy(api: Api): Promise<Map<string, string>> {
  const { items } = await api.call<CourseList>('GET', '/api/courses');
  return new Map(items.map(({ title, id }) => [title, id]));
}

/**
 * What was done of it before is not done again.
 * @returns whether something was left to do
 * @throws {Error} in words for people
 */
export async function send(
  { api, root, memory, courses }: Target,
  { recording, course, captions, lecture }: Entry,
): Promise<boolean> {
  let sent = memory.of(recording) ?? { lectureId: randomUUID() };
  if (sent.done) return false;
  // before anything is made that would be left without it
  for (const file of [recording, ...captions.map((one) => one.path)]) {
    if (!(await stat(join(root, file)).catch(() => null))?.isFile()) {
      throw new Error(`찾을 수 없습니다 · not found: ${file}`);
    }
  }
  const note = (more: Partial<typeof sent>) => {
    sent = { ...sent, ...more };
    memory.keep(recording, sent);
  };
  const path = `/api/lectures/${sent.lectureId}`;
  if (!sent.uploaded) {
    note({});
    const courseId = course && (await courseOf(api, courses, course, lecture.audience));
    await api.call('POST', '/api/lectures', { ...lecture, id: sent.lectureId, courseId });
    const uploadId = await api.upload(join(root, recording), basename(recording), {
      lectureId: sent.lectureId,
      begun: sent.upload,
      onBegun: (upload) => note({ upload }),
    });
    await api.call('POST', `${path}/recording`, { uploadId });
    note({ uploaded: true });
  }
  for (const { language, path: file } of captions) {
    await api.putText(`${path}/captions/${language}`, decodeCaptions(await readFile(join(root, file))));
  }
  note({ done: true });
  return true;
}

/** The course's id; made when there is none of that title. */
async function courseOf(
  api: Api,
  courses: Map<string, string>,
  title: string,
  audience: NewCourse['audience'],
): Promise<string> {
  const known = courses.get(title);
  if (known) return known;
  const course = { title, ...(audience && { audience }) };
  const { id } = await api.call<{ id: string }>('POST', '/api/courses', course);
  courses.set(title, id);
  return id;
}
