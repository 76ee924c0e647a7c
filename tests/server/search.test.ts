/** Lectures are found by what is said in them: by whom, when, and with which sentence. */
import { readFileSync } from 'node:fs';
import { eq, sql } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { moveCaptions } from '../../server/captions/move.ts';
import type { LecturePage } from '../../server/contract/lectures.ts';
import { rowsOf } from '../../server/database/client.ts';
import { accounts } from '../../server/database/schema/schema.ts';
import { type Browser, testApp } from '../support/app.ts';
import { watchableLecture } from '../support/lectures.ts';

const platform = await testApp();
afterAll(platform.close);
const { context } = platform;
const staff = await platform.as('staff');
const passerBy = await platform.as(null);

const lecture = (described: object = {}) => watchableLecture(context, staff, { title: '강의', ...described });
const put = (id: string, vtt: string, language = 'ko') =>
  staff('PUT', `/api/lectures/${id}/captions/${language}`, vtt, { 'content-type': 'text/vtt' });
const found = async (q: string, browser: Browser = passerBy, more = ''): Promise<LecturePage> =>
  (await browser('GET', `/api/lectures?q=${encodeURIComponent(q)}${more}`)).body;
const idsOf = async (q: string, browser: Browser = passerBy, more = '') =>
  (await found(q, browser, more)).items.map(({ id }) => id);

/** @param said a text for every ten seconds */
const vttOf = (...said: string[]) =>
  `WEBVTT\n\n${said.map((text, at) => `00:${at}0.000 --> 00:${at}4.000\n${text}`).join('\n\n')}\n`;

test('by any part of a word, with the sentences that hold it and the second they begin', async () => {
  const id = await lecture();
  await put(
    id,
    vttOf('안녕하세요.', '오늘은 <b>민관협치</b>를\n배웁니다.', '협치란, 협치입니다.', '“Ok”, it’s 100%.'),
  );
  for (const part of [
    '협치',
    '관협',
    '치',
    '민관협치를',
    'OK',
    'it’s',
    '100%',
    '협치란,',
    '협치'.normalize('NFD'),
  ]) {
    expect(await idsOf(part), part).toEqual([id]);
  }
  for (const other of ['협의', '치란', '란협', '10%', "'", '\\', '관협치를배', '%']) {
    const expected = other === '치란' || other === '%' ? [id] : [];
    expect(await idsOf(other), other).toEqual(expected);
  }
  const page = await found('협치');
  expect(page).toMatchObject({ total: 1, mended: null });
  expect(page.items[0]?.said).toEqual({
    language: 'ko',
    sentences: [
      { start: 10, text: '오늘은 민관협치를 배웁니다.', marks: [{ from: 6, to: 8 }] },
      {
        start: 20,
        text: '협치란, 협치입니다.',
        marks: [
          { from: 0, to: 2 },
          { from: 5, to: 7 },
        ],
      },
    ],
    more: false,
  });
});

test('a compound is found whether it is written with spaces or without', async () => {
  const [apart, together] = [await lecture(), await lecture({ title: '마을자치회 첫걸음' })];
  await put(apart, vttOf('살기 좋은 곳', '골목 가꾸기\n모임을 엽니다.', '골목을 고칩니다.'));
  await put(together, vttOf('골목가꾸기는 함께 합니다.'));
  const both = [apart, together].sort();
  for (const q of ['골목가꾸기', '골목 가꾸기', '골목가꾸기모임'])
    expect((await idsOf(q)).sort(), q).toEqual(q === '골목가꾸기모임' ? [apart] : both);
  const page = await found('골목가꾸기');
  expect(page.items.find(({ id }) => id === apart)?.said?.sentences).toEqual([
    { start: 10, text: '골목 가꾸기 모임을 엽니다.', marks: [{ from: 0, to: 6 }] },
  ]);
  expect(page.items.find(({ id }) => id === together)?.said?.sentences).toMatchObject([
    { marks: [{ from: 0, to: 5 }] },
  ]);
  // in titles too
  const spaced = await lecture({ title: '마을 자치회란' });
  for (const q of ['마을자치회', '마을 자치회'])
    expect((await idsOf(q)).sort(), q).toEqual([spaced, together].sort());
  expect(await idsOf('골목고치기')).toEqual([]);
});

test('typed with the keyboard set to English it is found all the same, and is told', async () => {
  const id = await lecture();
  await put(id, vttOf('숙의 민주주의'));
  const page = await found('tnrdml');
  expect(page).toMatchObject({
    mended: '숙의',
    items: [{ id, said: { sentences: [{ text: '숙의 민주주의' }] } }],
  });
  expect((await found('qqwweerrtt')).mended).toBeNull();
});

test('initial consonants are looked for in titles alone', async () => {
  const id = await lecture({ title: '갈등 조정' });
  await put(id, vttOf('갈등을 조정합니다'));
  expect(await found('ㄱㄷㅈㅈ')).toMatchObject({ items: [{ id, said: null }] });
  expect((await found('ㅈㅈㅎㄴㄷ')).total).toBe(0);
});

test('words may stand in the title and in what is said; first come lectures that are about them', async () => {
  const said = await lecture({ title: '나중에 올린 강의' });
  await put(said, vttOf('거버넌스입니다', '공론장의 사례'));
  const tagged = await lecture({ tags: ['거버넌스'] });
  const titled = await lecture({ title: '거버넌스 입문' });
  platform.time.now = new Date(platform.time.now.getTime() + 1000);
  const later = await lecture({ title: '더 나중' });
  await put(later, vttOf('거버넌스'));
  expect(await idsOf('거버넌스')).toEqual([titled, tagged, later, said]);
  expect(await idsOf('공론장 거버넌스')).toEqual([said]);
  expect(await idsOf('나중에 공론장')).toEqual([said]);
  expect(await idsOf('입문 공론장')).toEqual([]);
  // both words in one sentence go before sentences with one of them
  const both = await lecture();
  await put(both, vttOf('총회는 봄에', '주민은 모두', '주민은 총회에.', '총회', '주민과 총회.'));
  const { items } = await found('총회 주민');
  expect(items[0]?.said?.sentences.map(({ start }) => start)).toEqual([20, 40]);
});

test('in every language, Korean first; three sentences are shown, and whether there are more', async () => {
  const id = await lecture();
  await put(id, vttOf('Budget here.', 'No.', 'Budget there.', 'BUDGET.', 'A budget.'), 'en');
  expect((await found('budget')).items[0]?.said).toMatchObject({
    language: 'en',
    sentences: [{ start: 0 }, { start: 20 }, { start: 30 }],
    more: true,
  });
  await put(id, vttOf('버짓(budget)입니다.'));
  expect((await found('budget')).items[0]?.said).toMatchObject({ language: 'ko', more: false });
});

test('keeps step with captions that are put, edited, approved, moved by a cut and removed', async () => {
  const id = await lecture();
  const draft = `/api/lectures/${id}/captions/ko/draft`;
  const cues = (text: string) => [{ id: 'a', start: 40, end: 44, text }];
  await staff('PUT', draft, { version: 0, trackVersion: 0, cues: cues('초고에서만') });
  expect(await idsOf('초고에서만', staff)).toEqual([]);
  await staff('POST', `${draft}/approval`, { version: 1 });
  expect(await idsOf('초고에서만')).toEqual([id]);

  await staff('PUT', draft, { version: 0, trackVersion: 1, cues: cues('고쳐쓴') });
  expect(await idsOf('고쳐쓴')).toEqual([]);
  await staff('POST', `${draft}/approval`, { version: 1 });
  expect(await idsOf('초고에서만')).toEqual([]);
  expect((await found('고쳐쓴')).items[0]?.said?.sentences).toMatchObject([{ start: 40 }]);

  await context.db.transaction((tx) => moveCaptions(tx, id, [{ from: 30, to: 100, at: 0 }]));
  expect((await found('고쳐쓴')).items[0]?.said?.sentences).toMatchObject([{ start: 10 }]);
  await put(id, vttOf('앞부분', '뒷부분'));
  await context.db.transaction((tx) => moveCaptions(tx, id, [{ from: 8, to: 100, at: 0 }]));
  expect(await idsOf('앞부분')).toEqual([]);
  expect((await found('뒷부분')).items[0]?.said?.sentences).toMatchObject([{ start: 2 }]);

  await staff('DELETE', `/api/lectures/${id}/captions/ko`);
  expect(await idsOf('뒷부분')).toEqual([]);
  expect(await rowsOf(context.db, sql`select from caption_endings where lecture_id = ${id}::uuid`)).toEqual(
    [],
  );
});

test('nobody is told what is said in a lecture that they may not watch', async () => {
  const word = '비공개낱말';
  const ids: Record<string, string> = {};
  for (const visibility of ['public', 'unlisted', 'signed_in', 'audience', 'draft']) {
    const id = await lecture({ visibility, audience: 'official' });
    await put(id, vttOf(`${word} ${visibility}`));
    ids[visibility] = id;
  }
  const scheduled = await lecture({ publicFrom: '2027-01-01T00:00:00Z' });
  await put(scheduled, vttOf(word));
  const binned = await lecture();
  await put(binned, vttOf(word));
  await staff('DELETE', `/api/lectures/${binned}`);

  const resident = await platform.as('resident');
  const official = await platform.as('resident');
  const { body } = await official('GET', '/api/session');
  await context.db.update(accounts).set({ audience: 'official' }).where(eq(accounts.id, body.account.id));
  const of = (...visibilities: string[]) => visibilities.map((one) => ids[one]).sort();
  const seenBy = async (browser: Browser, more = '') => {
    const page = await found(word, browser, more);
    expect(page.total).toBe(page.items.length);
    for (const { said } of page.items) expect(said?.sentences[0]?.text).toContain(word);
    return page.items.map(({ id }) => id).sort();
  };
  expect(await seenBy(passerBy)).toEqual(of('public'));
  expect(await seenBy(resident)).toEqual(of('public', 'signed_in'));
  expect(await seenBy(official)).toEqual(of('public', 'signed_in', 'audience'));
  expect(await seenBy(staff)).toEqual(of('public', 'signed_in', 'audience'));
  // what staff manage, drafts too, and nobody else's
  expect(await seenBy(staff, '&scope=mine')).toEqual([...Object.values(ids), scheduled].sort());
  expect(await seenBy(await platform.as('staff'), '&scope=mine')).toEqual([]);
});

test('words with signs that WebVTT escapes are found with the sentence that holds them', async () => {
  const id = await lecture();
  await put(id, vttOf('<우리>의 R&D 예산'));
  for (const word of ['R&D', '<우리>의'])
    expect((await found(word)).items.find((one) => one.id === id)?.said?.sentences[0]?.text).toBe(
      '<우리>의 R&D 예산',
    );
});

test('captions of before this search are found as those that are put now', async () => {
  const id = await lecture();
  await put(
    id,
    vttOf(
      '<v 강사>옛 자막 &amp; R&amp;D</v>',
      '“따옴표”와 &lt;괄호&gt;',
      `${'가나다라'.repeat(10)} ABC-def 𝟘𝟙`,
      '이전 이전에',
    ),
  );
  await put(
    id,
    `WEBVTT\n\n00:01.000 --> 00:02.000\n${Array.from({ length: 9000 }, (_, n) => `w${n}`).join(' ')}\n`,
    'en',
  );
  const kept = () =>
    rowsOf<{ language: string; endings: string }>(
      context.db,
      sql`select language, array_to_string(array(select distinct unnest(tsvector_to_array(o.endings))
          from caption_endings o where o.lecture_id = ${id}::uuid and o.language = e.language order by 1), ' ') as endings,
        count(*)::int as parts
      from caption_endings e where lecture_id = ${id}::uuid group by language order by language`,
    );
  const before = await kept();
  const backfill =
    readFileSync('migrations/0039_caption_endings.sql', 'utf8').split('--> statement-breakpoint').at(-1) ??
    '';
  await context.db.execute(sql`delete from caption_endings`);
  await context.db.execute(sql.raw(backfill));
  expect(await kept()).toEqual(before);
  expect(before).toMatchObject([{ parts: expect.any(Number) }, { endings: expect.stringContaining('r&d') }]);
});

test('a page past the last one still tells how many there are', async () => {
  const ids = [await lecture(), await lecture(), await lecture()];
  for (const id of ids) await put(id, vttOf('쪽나눔'));
  const pages = [1, 2, 3].map((page) => found('쪽나눔', passerBy, `&pageSize=2&page=${page}`));
  expect((await Promise.all(pages)).map(({ total, items }) => [total, items.length])).toEqual([
    [3, 2],
    [3, 1],
    [3, 0],
  ]);
});
