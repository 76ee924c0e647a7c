import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, test } from 'vitest';
import { only } from '../../server/database/client.ts';
import { recordings, renditions } from '../../server/database/schema/schema.ts';
import { testApp } from '../support/app.ts';
import { watchableLecture } from '../support/lectures.ts';

describe('asking for an automatic draft', async () => {
  const without = await testApp();
  const platform = await testApp({ TRANSCRIBE_URL: 'http://127.0.0.1:9', TRANSCRIBE_KEY: 'sk-secret' });
  afterAll(() => Promise.all([without.close(), platform.close()]));

  async function lectureWith({ context, as }: typeof platform, sound: boolean) {
    const staff = await as('staff');
    const id = await watchableLecture(context, staff);
    const recording = only(await context.db.select().from(recordings).where(eq(recordings.lectureId, id)));
    const values = { recordingId: recording.id, name: 'listen', kind: 'audio' } as const;
    if (sound) await context.db.insert(renditions).values(values);
    const path = `/api/lectures/${id}/captions`;
    return { staff, path, asked: `${path}/ko/transcription` };
  }

  test('without the setting there is nothing to ask', async () => {
    const { staff, path, asked } = await lectureWith(without, true);
    expect((await staff('GET', path)).body.transcribable).toBe(false);
    expect((await staff('POST', asked)).status).toBe(404);
  });

  test('nor is there of a silent lecture', async () => {
    const { staff, path, asked } = await lectureWith(platform, false);
    expect((await staff('GET', path)).body.transcribable).toBe(false);
    expect((await staff('POST', asked)).status).toBe(409);
  });

  test('one at a time, by those who manage the lecture, and not over a draft', async () => {
    const { staff, path, asked } = await lectureWith(platform, true);
    expect((await (await platform.as('staff'))('POST', asked)).status).toBe(403);
    expect((await (await platform.as('resident'))('POST', asked)).status).toBe(403);
    expect((await staff('POST', asked)).status).toBe(204);
    const { body } = await staff('GET', path);
    expect(body).toMatchObject({
      transcribable: true,
      items: [
        { language: 'ko', transcription: { state: 'queued', share: 0, code: null } },
        {},
        {},
        {},
        {},
        {},
      ],
    });
    expect(JSON.stringify(body)).not.toContain('sk-secret');
    expect((await staff('POST', asked)).status).toBe(409);
    expect((await staff('DELETE', asked)).status).toBe(204);
    expect((await staff('DELETE', asked)).status).toBe(409);
    const cues = [{ id: 'a', start: 0, end: 1, text: '가' }];
    await staff('PUT', `${path}/ko/draft`, { version: 0, trackVersion: 0, cues });
    expect((await staff('POST', asked)).status).toBe(409);
  });
});
