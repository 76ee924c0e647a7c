import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, test } from 'vitest';
import { mendedQuery, searchColumns, searchTerms } from '../../server/catalogue/search-text.ts';
import { lectures, recordings } from '../../server/database/schema/schema.ts';
import { insertUpload } from '../../server/recordings/upload-queries.ts';
import { testApp } from '../support/app.ts';
import { plannedRecording, watchableLecture } from '../support/lectures.ts';

const platform = await testApp();
afterAll(platform.close);
const staff = await platform.as('staff');
const resident = await platform.as(null);

describe('search text', () => {
  test('is composed, lower case, with initial consonants', () => {
    const lecture = {
      title: '협치의 이해'.normalize('NFD'),
      titleEn: 'Understanding Co-Governance',
      summary: '',
      summaryEn: '',
      instructor: '김도민',
      instructorEn: '',
      venue: '수원 111CM',
      venueEn: '',
      field: '',
      fieldEn: '',
      tags: ['공공'],
      tagsEn: [],
    };
    const { searchText, searchChoseong } = searchColumns(lecture);
    expect(searchText).toContain('협치의 이해');
    expect(searchText).toContain('수원 111cm');
    expect(searchChoseong).toBe('ㅎㅊㅇㅇㅎㄱㄷㅁ');
  });

  test('queries are words or consonants', () => {
    expect(searchTerms('  협치 학교 협치 ')).toEqual({ kind: 'words', words: ['협치', '학교'] });
    expect(searchTerms('ㅎ ㅊ')).toEqual({ kind: 'choseong', consonants: 'ㅎㅊ' });
    expect(searchTerms(' ')).toBeNull();
  });

  test('a query typed with the keyboard set to English is mended', () => {
    expect(mendedQuery('guqcl')).toBe('협치');
    expect(mendedQuery('협치')).toBeNull();
    expect(mendedQuery('zzz1')).toBeNull();
  });
});

describe('lectures', () => {
  test('a draft is seen by staff only; a published one needs something to watch', async () => {
    const { body } = await staff('POST', '/api/lectures', { title: '초안' });
    expect((await resident('GET', `/api/lectures/${body.id}`)).status).toBe(404);
    expect((await staff('GET', `/api/lectures/${body.id}`)).body.title).toBe('초안');
    await staff('PATCH', `/api/lectures/${body.id}`, { visibility: 'public' });
    expect((await resident('GET', `/api/lectures/${body.id}`)).status).toBe(404);
  });

  test('are found by word, consonants, mended typing, audience and course', async () => {
    const course = await staff('POST', '/api/courses', { title: '공직자 협치교육', audience: 'official' });
    const id = await watchableLecture(platform.context, staff, {
      title: '협치의 100% 이해'.normalize('NFD'),
      audience: 'official',
      courseId: course.body.id,
    });
    const found = async (query: string) =>
      (await resident('GET', `/api/lectures?${query}`)).body.items.map((item: { id: string }) => item.id);
    for (const query of ['q=협치', 'q=이해 협치', 'q=ㅎㅊㅇ', 'q=guqcl', 'q=100%25', 'audience=official']) {
      expect(await found(encodeURI(query).replaceAll('%2525', '%25')), query).toContain(id);
    }
    expect(await found(`course=${course.body.id}`)).toEqual([id]);
    expect(await found(encodeURI('q=협_'))).toEqual([]);
    const page = (await resident('GET', `/api/courses/${course.body.id}`)).body;
    expect(page).toMatchObject({
      lectureCount: 1,
      duration: 100,
      lectures: [{ id, courseTitle: '공직자 협치교육' }],
    });
  });

  test('the next lecture is the next of its course', async () => {
    const { body: course } = await staff('POST', '/api/courses', { title: '순서' });
    const ids: string[] = [];
    for (const courseOrder of [2, 1, 3]) {
      ids.push(
        await watchableLecture(platform.context, staff, {
          title: `${courseOrder}강`,
          courseId: course.id,
          courseOrder,
        }),
      );
    }
    const [second, first, third] = ids;
    expect((await resident('GET', `/api/lectures/${first}`)).body.next.id).toBe(second);
    expect((await resident('GET', `/api/lectures/${second}`)).body.next.id).toBe(third);
    expect((await resident('GET', `/api/lectures/${third}`)).body.next).toBeNull();
  });

  test('are changed by their own staff and administrators only', async () => {
    const id = await watchableLecture(platform.context, staff);
    const others = await platform.as('staff');
    expect((await others('PATCH', `/api/lectures/${id}`, { title: 'x' })).status).toBe(403);
    expect((await resident('PATCH', `/api/lectures/${id}`, { title: 'x' })).status).toBe(401);
    const administrator = await platform.as('administrator');
    expect((await administrator('PATCH', `/api/lectures/${id}`, { title: '바뀐 제목' })).body.title).toBe(
      '바뀐 제목',
    );
    expect((await staff('DELETE', `/api/lectures/${id}`)).status).toBe(204);
    expect((await staff('GET', `/api/lectures/${id}`)).status).toBe(404);
  });

  test('one that is asked for again under its id is made once; nobody takes the id of another', async () => {
    const draft = { id: crypto.randomUUID(), title: '한 번' };
    const made = [await staff('POST', '/api/lectures', draft), await staff('POST', '/api/lectures', draft)];
    expect(made.map(({ status, body }) => [status, body.id])).toEqual(made.map(() => [201, draft.id]));
    await staff('PATCH', `/api/lectures/${draft.id}`, { title: '고친 제목' });
    expect((await staff('POST', '/api/lectures', draft)).body.title).toBe('고친 제목');
    const other = await platform.as('staff');
    expect((await other('POST', '/api/lectures', draft)).status).toBe(409);
  });

  test('clearing the date of the session keeps it empty', async () => {
    const { body } = await staff('POST', '/api/lectures', { title: '날짜', sessionDate: '2026-11-24' });
    expect(body.sessionDate).toBe('2026-11-24');
    const cleared = await staff('PATCH', `/api/lectures/${body.id}`, { sessionDate: null, courseId: null });
    expect(cleared).toMatchObject({ status: 200, body: { sessionDate: null, courseId: null } });
  });

  test('a title of markup is text', async () => {
    const { body } = await staff('POST', '/api/lectures', { title: '<script>alert(1)</script>' });
    expect(body.title).toBe('<script>alert(1)</script>');
  });
});

test.each([
  ['GET', '/api/lectures?page=-1', 400],
  ['GET', '/api/lectures?pageSize=1000000000', 400],
  ['GET', '/api/lectures?sort=random', 400],
  ['GET', '/api/lectures/not-an-id', 400],
  ['GET', '/api/lectures?scope=mine', 403],
  ['GET', '/api/lectures?state=draft', 403],
  ['GET', `/api/courses/${crypto.randomUUID()}`, 404],
  ['POST', '/api/lectures', 401],
] as const)('%s %s answers %i in two languages', async (method, url, status) => {
  const reply = await resident(method, url, method === 'POST' ? { title: 'x' } : undefined);
  expect(reply.status).toBe(status);
  expect(reply.body.message).toEqual({ ko: expect.any(String), en: expect.any(String) });
});

test('lectures are found by course, field and length, and fields are told with how many there are', async () => {
  const { body: course } = await staff('POST', '/api/courses', { title: '예산 학교' });
  const add = (described: Record<string, unknown>) => watchableLecture(platform.context, staff, described);
  const short = await add({ courseId: course.id, field: '예산', fieldEn: 'Budgeting', duration: 1199 });
  const medium = await add({ courseId: course.id, field: '예산', duration: 1200 });
  const long = await add({ courseId: course.id, field: '복지', duration: 3600 });
  await add({ field: '비밀', visibility: 'draft' });
  const found = async (query: string) =>
    (await resident('GET', `/api/lectures?course=${course.id}&${query}`)).body.items
      .map(({ id }: { id: string }) => id)
      .sort();
  expect(await found('length=short')).toEqual([short]);
  expect(await found('length=medium')).toEqual([medium]);
  expect(await found('length=long')).toEqual([long]);
  expect(await found(`field=${encodeURIComponent('예산'.normalize('NFD'))}`)).toEqual([short, medium].sort());
  expect(await found(`field=${encodeURIComponent('예산')}&length=short`)).toEqual([short]);
  const { items } = (await resident('GET', '/api/fields')).body;
  expect(items).toEqual([
    { field: '복지', fieldEn: '', lectureCount: 1 },
    { field: '예산', fieldEn: 'Budgeting', lectureCount: 2 },
  ]);
});

test('staff find their lectures by state and words together', async () => {
  const { context } = platform;
  const own = await platform.as('staff');
  const make = async (title: string, more: object = {}): Promise<string> =>
    (await own('POST', '/api/lectures', { title, ...more })).body.id;
  const ids = {
    bare: await make('마을 빈 강의'),
    sent: await make('마을 올리는 강의'),
    ready: await watchableLecture(context, own, { title: '마을 공개 강의' }),
    replaced: await watchableLecture(context, own, { title: '마을 바꾸는 강의', visibility: 'draft' }),
    failed: await make('마을 실패 강의'),
    later: await make('예약 강의', { visibility: 'public', publicFrom: '2999-01-01T00:00:00Z' }),
    over: await watchableLecture(context, own, { title: '지난 강의', publicUntil: '2020-01-01T00:00:00Z' }),
  };
  const { body: session } = await own('GET', '/api/session');
  await insertUpload(context.db, {
    ...{ id: crypto.randomUUID(), accountId: session.account.id, lectureId: ids.sent },
    ...{ name: 'a.mp4', bytes: 10, expiresAt: new Date('2999-01-01') },
  });
  await plannedRecording(context, ids.replaced, { duration: 10 });
  await context.db.insert(recordings).values({
    ...{ id: crypto.randomUUID(), lectureId: ids.failed, name: 'b.mp4', bytes: 1 },
    ...{ state: 'failed', code: 'ffmpeg' },
  });
  const found = async (query: string) => {
    const { body } = await own('GET', `/api/lectures?scope=mine&${query}`);
    expect(body.total).toBe(body.items.length);
    return body.items.map(({ id }: { id: string }) => id).sort();
  };
  const of = (...names: (keyof typeof ids)[]) => names.map((name) => ids[name]).sort();
  expect(await found('state=no_recording')).toEqual(of('bare', 'later'));
  expect(await found('state=under_way')).toEqual(of('sent', 'replaced'));
  expect(await found('state=ready')).toEqual(of('ready', 'over'));
  expect(await found('state=stopped')).toEqual(of('failed'));
  expect(await found('state=draft')).toEqual(of('bare', 'sent', 'replaced', 'failed'));
  expect(await found('state=scheduled')).toEqual(of('later'));
  expect(await found('state=current')).toEqual(of('ready'));
  expect(await found('state=ended')).toEqual(of('over'));
  expect(await found(`state=draft&q=${encodeURIComponent('실패')}`)).toEqual(of('failed'));
  expect(await found(`state=ready&q=${encodeURIComponent('실패')}`)).toEqual([]);
  expect((await own('GET', '/api/lectures?scope=mine&state=gone')).status).toBe(400);
});

test.each([
  ['a title of spaces', { title: ' \u3000\t' }],
  ['a day of another century', { sessionDate: '0002-01-01' }],
])('%s is refused, and what was stored before can be mended', async (_, change) => {
  const { body } = await staff('POST', '/api/lectures', { title: '강의', sessionDate: '2026-11-24' });
  expect((await staff('PATCH', `/api/lectures/${body.id}`, change)).status).toBe(400);
  expect((await staff('POST', '/api/lectures', { title: '강의', ...change })).status).toBe(400);
  await platform.context.db.update(lectures).set(change).where(eq(lectures.id, body.id));
  const mended = { title: '협치', sessionDate: '2026-11-25' };
  const answer = await staff('PATCH', `/api/lectures/${body.id}`, { ...mended, was: change });
  expect(answer.body).toMatchObject(mended);
});
