import { afterAll, describe, expect, test } from 'vitest';
import { testApp } from '../support/app.ts';
import { watchableLecture } from '../support/lectures.ts';

const SRT = '1\n00:00:01,000 --> 00:00:02,000\n협치\n';

describe('lectures without captions', async () => {
  const platform = await testApp();
  afterAll(platform.close);
  const owner = await platform.as('staff');
  const administrator = await platform.as('administrator');

  const lecture = (title: string, more = {}) => watchableLecture(platform.context, owner, { title, ...more });
  const bare = await lecture('=없음');
  const drafted = await lecture('초안만');
  const captioned = await lecture('자막 있음');
  const hidden = await lecture('비공개', { visibility: 'draft' });
  const deleted = await lecture('지운 강의');
  await owner('POST', '/api/lectures', { title: '영상 없음' });
  await owner('DELETE', `/api/lectures/${deleted}`);
  const cues = [{ id: 'a', start: 0, end: 1, text: '가' }];
  await owner('PUT', `/api/lectures/${drafted}/captions/en/draft`, { version: 0, trackVersion: 0, cues });
  await owner('PUT', `/api/lectures/${captioned}/captions/ko`, SRT, {
    'content-type': 'application/x-subrip',
  });

  test('are listed, published ones first, those with a draft alone too', async () => {
    const { body } = await owner('GET', '/api/uncaptioned-lectures');
    expect(body).toMatchObject({ lectures: 4, uncaptioned: 3, total: 3, page: 1 });
    expect(body.items.map((one: { id: string; state: string }) => [one.id, one.state])).toEqual([
      [bare, 'none'],
      [drafted, 'draft'],
      [hidden, 'none'],
    ]);
    expect(body.items[1]).toMatchObject({ languages: ['en'], manager: 'staff', views: 0, duration: 100 });
    const drafts = await owner('GET', '/api/uncaptioned-lectures?state=draft&pageSize=1');
    expect(drafts.body).toMatchObject({ lectures: 4, uncaptioned: 3, total: 1, items: [{ id: drafted }] });
  });

  test('staff see their own, administrators all, others none', async () => {
    expect((await (await platform.as('staff'))('GET', '/api/uncaptioned-lectures')).body).toMatchObject({
      ...{ lectures: 0, uncaptioned: 0, items: [] },
    });
    expect((await administrator('GET', '/api/uncaptioned-lectures')).body.total).toBe(3);
    expect((await (await platform.as('resident'))('GET', '/api/uncaptioned-lectures')).status).toBe(403);
    expect((await (await platform.as(null))('GET', '/api/uncaptioned-lectures/export')).status).toBe(401);
  });

  test('are a file that spreadsheets open, formulas made inert', async () => {
    const { headers, text } = await owner('GET', '/api/uncaptioned-lectures/export');
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toBe('attachment; filename="madang-uncaptioned.csv"');
    expect(text.split('\r\n').slice(0, 3)).toEqual([
      '\uFEFF강의,자막,공개 여부,강의 시간(초),조회,담당자,자막 만들기',
      `'=없음,없음,전체 공개,100,0,staff,http://localhost:3000/studio/lectures/${bare}?tab=captions`,
      `초안만,초안,전체 공개,100,0,staff,http://localhost:3000/studio/lectures/${drafted}?tab=captions`,
    ]);
    expect(text).not.toContain('자막 있음');
  });

  test('no longer are among them once they have captions', async () => {
    expect(
      (await owner('POST', `/api/lectures/${drafted}/captions/en/draft/approval`, { version: 1 })).status,
    ).toBe(204);
    expect((await owner('GET', '/api/uncaptioned-lectures')).body.uncaptioned).toBe(2);
  });
});
