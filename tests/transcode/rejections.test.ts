/** What a probe comes to, through the queue: a rejection, which is final, and what is tried again. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, onTestFinished, test, vi } from 'vitest';
import { failureMessage } from '../../server/recordings/failures.ts';
import { probe } from '../../transcode/probe.ts';
import { makeRecording } from '../support/media.ts';
import { openTranscoder } from '../support/transcoder.ts';

const folder = mkdtempSync(join(tmpdir(), 'madang-rejections-'));
const at = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, content: string | Buffer) => {
  writeFileSync(at(name), content);
  return at(name);
};

test('a rejection is final, said in both languages, and never tried again', async () => {
  const transcoder = await openTranscoder();
  onTestFinished(() => transcoder.close());
  await transcoder.work();
  const empty = await transcoder.upload(file('empty.mp4', ''));
  const random = await transcoder.upload(file('random.mp4', randomBytes(5000)));
  const rejected = await transcoder.until(empty, ({ state }) => state === 'rejected');
  expect(rejected).toMatchObject({ code: 'empty', playableAt: null });
  expect(await transcoder.until(random, ({ state }) => state === 'rejected')).toMatchObject({
    code: 'format',
  });
  expect(Object.values(failureMessage('empty')).every((words) => words.length > 10)).toBe(true);
  // a job is over a moment after what it did can be seen
  await expect.poll(transcoder.jobs, { timeout: 30_000 }).toEqual({ completed: 2 });
});

test('a database or a store that is away for a moment costs a probe nothing; a store that says no fails it as such', async () => {
  const transcoder = await openTranscoder();
  onTestFinished(() => transcoder.close());
  const id = await transcoder.upload(makeRecording(at('asked.mp4'), { audio: null }));
  const away = Object.assign(new Error('gone'), { code: 'ECONNREFUSED' });
  const never = new AbortController().signal;
  const no = new Error('access denied');
  const head = vi.spyOn(transcoder.storage, 'head').mockRejectedValueOnce(no);
  await expect(probe(transcoder.worker, id, never)).rejects.toMatchObject({ code: 'storage', cause: no });
  head.mockRejectedValueOnce(away);
  vi.spyOn(transcoder.db, 'update').mockImplementationOnce(() => {
    throw away;
  });
  vi.spyOn(transcoder.db, 'transaction').mockRejectedValueOnce(away);
  await probe(transcoder.worker, id, never);
  expect(await transcoder.row(id)).toMatchObject({ state: 'transcoding' });
});
