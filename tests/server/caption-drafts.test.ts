import { afterAll, describe, expect, test } from 'vitest';
import type { Cue } from '../../server/contract/captions.ts';
import { testApp } from '../support/app.ts';
import { watchableLecture } from '../support/lectures.ts';

const cue = (id: string, start: number, end: number, text: string): Cue => ({ id, start, end, text });
const FIRST = cue('a', 1, 2.5, '협치란');
const SECOND = cue('b', 3, 4, '무엇인가');

describe('drafts of captions', async () => {
  const platform = await testApp();
  afterAll(platform.close);
  const owner = await platform.as('staff');
  const administrator = await platform.as('administrator');
  const anyone = await platform.as(null);

  async function drafted() {
    const id = await watchableLecture(platform.context, owner);
    const track = `/api/lectures/${id}/captions/ko`;
    return {
      id,
      track,
      draft: `${track}/draft`,
      languages: async () =>
        (await anyone('GET', `/api/lectures/${id}/playback`)).body.captions.map(
          (one: { language: string }) => one.language,
        ),
      state: async () => (await owner('GET', `/api/lectures/${id}/captions`)).body.items[0],
    };
  }

  test('only those who manage the lecture may see or save one', async () => {
    const { draft } = await drafted();
    const other = await platform.as('staff');
    expect((await anyone('GET', draft)).status).toBe(401);
    expect((await (await platform.as('resident'))('GET', draft)).status).toBe(403);
    expect((await other('PUT', draft, { version: 0, trackVersion: 0, cues: [FIRST] })).status).toBe(403);
    expect((await owner('GET', draft)).body).toEqual({
      ...{ version: 0, trackVersion: 0, origin: null, cues: [], savedAt: null, savedBy: null },
    });
  });

  test('viewers see nothing of it until it is approved', async () => {
    const { track, draft, languages, state } = await drafted();
    const cues = [SECOND, FIRST, cue('c', 5, 6, ' ')];
    expect((await owner('PUT', draft, { version: 0, trackVersion: 0, cues })).body).toEqual({
      version: 1,
      savedAt: platform.time.now.toISOString(),
    });
    expect(await languages()).toEqual([]);
    expect((await anyone('GET', track)).status).toBe(404);
    expect(await state()).toMatchObject({
      language: 'ko',
      track: null,
      draft: { origin: 'edited', version: 1 },
    });

    expect((await owner('POST', `${draft}/approval`, { version: 1 })).status).toBe(204);
    expect(await languages()).toEqual(['ko']);
    expect((await anyone('GET', track)).text).toBe(
      'WEBVTT\n\n00:00:01.000 --> 00:00:02.500\n협치란\n\n00:00:03.000 --> 00:00:04.000\n무엇인가\n',
    );
    expect(await state()).toMatchObject({ draft: null });
    // the next draft begins with what is there now, in cues that are the same
    const { body } = await owner('GET', draft);
    expect(body).toMatchObject({ version: 0, trackVersion: 1 });
    expect(body.cues).toEqual([FIRST, SECOND]);
    // those of a file are known by their place
    await owner('PUT', track, 'WEBVTT\n\n00:01.000 --> 00:02.000\nx\n', { 'content-type': 'text/vtt' });
    expect((await owner('GET', draft)).body.cues).toEqual([{ id: 't0', start: 1, end: 2, text: 'x' }]);
  });

  test('of two who edit, the second is told, and the first one’s words stay', async () => {
    const { draft } = await drafted();
    const first = { version: 0, trackVersion: 0, cues: [FIRST] };
    expect((await owner('PUT', draft, first)).status).toBe(200);
    const refused = await administrator('PUT', draft, { ...first, cues: [SECOND] });
    expect(refused).toMatchObject({ status: 409, body: { code: 'caption_changed' } });
    expect((await owner('PUT', draft, { ...first, version: 1, cues: [FIRST, SECOND] })).body.version).toBe(2);
    expect((await administrator('PUT', draft, { ...first, version: 1, cues: [] })).status).toBe(409);
    expect((await owner('POST', `${draft}/approval`, { version: 1 })).body.code).toBe('caption_changed');
    expect((await owner('GET', draft)).body).toMatchObject({ version: 2, cues: [FIRST, SECOND] });
  });

  test('saves at once: one of them counts', async () => {
    const { draft } = await drafted();
    const save = (text: string) =>
      owner('PUT', draft, { version: 0, trackVersion: 0, cues: [{ ...FIRST, text }] });
    const statuses = (await Promise.all(['하나', '둘', '셋'].map(save))).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 409, 409]);
  });

  test('whoever saw other captions, or another draft of the same number, is told', async () => {
    const { draft } = await drafted();
    const save = (version: number, trackVersion: number, text: string) =>
      owner('PUT', draft, { version, trackVersion, cues: [cue('a', 1, 2, text)] });
    await save(0, 0, '하나');
    await owner('POST', `${draft}/approval`, { version: 1 });
    expect(await save(0, 0, '옛 자막에서')).toMatchObject({ status: 409, body: { code: 'caption_changed' } });
    expect((await save(0, 1, '새 초안')).status).toBe(200);
    expect(await save(1, 0, '옛 초안에서')).toMatchObject({ status: 409, body: { code: 'caption_changed' } });
    expect((await owner('GET', draft)).body.cues).toMatchObject([{ text: '새 초안' }]);
  });

  test('captions that viewers were given meanwhile are replaced only by whoever knows', async () => {
    const { track, draft } = await drafted();
    await owner('PUT', draft, { version: 0, trackVersion: 0, cues: [FIRST] });
    const file = '1\n00:00:01,000 --> 00:00:02,000\n올린 자막\n';
    await owner('PUT', track, file, { 'content-type': 'application/x-subrip' });
    expect((await owner('POST', `${draft}/approval`, { version: 1 })).body.code).toBe('caption_replaced');
    expect((await anyone('GET', track)).text).toContain('올린 자막');
    expect((await owner('POST', `${draft}/approval`, { version: 1, replace: true })).status).toBe(204);
    expect((await anyone('GET', track)).text).toContain('협치란');
  });

  test('what would be no WebVTT is not approved, and what looks like its marks is made harmless', async () => {
    const { track, draft } = await drafted();
    const save = async (version: number, cues: Cue[]) => {
      await owner('PUT', draft, { version, trackVersion: 0, cues });
      return owner('POST', `${draft}/approval`, { version: version + 1 });
    };
    expect((await save(0, [])).body).toMatchObject({ code: 'caption_invalid' });
    expect((await save(1, [FIRST, cue('b', 4, 4, '끝')])).body).toMatchObject({
      code: 'caption_invalid',
      details: [{ field: 'cue 2' }],
    });
    expect((await save(2, [cue('a', 1, 2, '가\n\n나 --> 다\n<script>라</script>')])).status).toBe(204);
    expect((await anyone('GET', track)).text).toBe(
      'WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n가\n나 → 다\n&lt;script>라&lt;/script>\n',
    );
  });

  test.each([
    ['two cues with one id', [FIRST, { ...SECOND, id: 'a' }]],
    ['a cue before the beginning', [{ ...FIRST, start: -1 }]],
    ['an id that is none', [{ ...FIRST, id: '<b>' }]],
    ['a text of a book', [{ ...FIRST, text: '가'.repeat(2001) }]],
  ])('%s is refused', async (_, cues) => {
    const { draft } = await drafted();
    expect((await owner('PUT', draft, { version: 0, trackVersion: 0, cues })).status).toBe(400);
  });

  test('a draft is dropped, and other languages stand beside it, Korean first', async () => {
    const { id, draft, languages } = await drafted();
    await owner('PUT', draft, { version: 0, trackVersion: 0, cues: [FIRST] });
    expect((await owner('DELETE', draft)).status).toBe(204);
    expect((await owner('GET', draft)).body.version).toBe(0);
    const file = '1\n00:00:01,000 --> 00:00:02,000\nx\n';
    for (const language of ['vi', 'zh', 'en', 'ko']) {
      const path = `/api/lectures/${id}/captions/${language}`;
      await owner('PUT', path, file, { 'content-type': 'application/x-subrip' });
    }
    expect(await languages()).toEqual(['ko', 'en', 'zh', 'vi']);
    expect((await owner('GET', `/api/lectures/${id}`)).body.captionLanguages).toEqual([
      'ko',
      'en',
      'zh',
      'vi',
    ]);
    expect((await owner('GET', `/api/lectures/${id}/captions/xx/draft`)).status).toBe(400);
  });
});
