/** The studio's line of a recording, as it changes while several people look at it. */
import { sql } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { failRecording } from '../../server/recordings/transcode-queries.ts';
import { faultsOf } from '../support/browser.ts';
import { insertReadyRecording, landOnly, plannedRecording } from '../support/lectures.ts';
import { openStage } from '../support/site.ts';

const { site, browser, close } = await openStage();
const { db, queue } = site.context;
afterAll(close);

test('a lecture’s line tells the truth to everybody who manages it, by one stream, from waiting to what to do', async () => {
  const people = [
    await site.signedIn(browser, 'administrator'),
    await site.signedIn(browser, 'administrator'),
  ];
  const pages = await Promise.all(people.map((person) => person.newPage()));
  const streams = pages.map((page) => {
    const opened: string[] = [];
    page.on('request', (request) => request.url().endsWith('/events') && opened.push(request.url()));
    return opened;
  });
  const faults = pages.map(faultsOf);
  const administrator = await site.as('administrator');
  const lectures: string[] = [];
  for (const title of ['첫째 강의', '둘째 강의', '셋째 강의', '넷째 강의']) {
    const { body } = await administrator('POST', '/api/lectures', { title });
    lectures.push(body.id);
  }
  for (const page of pages) await page.goto(`${site.origin}/studio`);
  const ids: string[] = [];
  const line = (title: string) => pages.map((page) => page.getByRole('row', { name: new RegExp(title) }));
  const seen = async (title: string, text: string | RegExp) => {
    for (const row of line(title)) await row.getByText(text).first().waitFor({ timeout: 15_000 });
  };
  await seen('첫째', '영상 없음');

  // nobody reloads: recordings come, wait, and are made
  for (const lecture of lectures.slice(0, 3)) {
    ids.push(await plannedRecording(site.context, lecture, { duration: 100 }));
  }
  await db.execute(
    sql`update recordings set state = 'uploaded', probe = null, duration = null, chunk_count = null`,
  );
  await seen('첫째', '변환 대기');
  await db.execute(sql`update recordings set state = 'probing', updated_at = now()`);
  await seen('둘째', '확인 중');
  await db.execute(sql`
    update recordings set state = 'transcoding', duration = 100, chunk_count = 1, seconds_total = 100,
      probe = '{"audioTracks": 1, "audioStream": 1}', updated_at = now()`);
  await seen('셋째', '0%');

  // as fast as it goes: two seconds of picture a second
  let done = 20;
  const work = setInterval(() => {
    done = Math.min(90, done + 1);
    // drizzle asks when it is waited for
    db.execute(
      sql`update recordings set seconds_done = ${done}, updated_at = now() where state = 'transcoding'`,
    ).then(() => {});
  }, 500);
  await seen('첫째', /남음/);
  clearInterval(work);
  await landOnly(site.context, ids[0] ?? '');
  await seen('첫째', '지금부터 볼 수 있습니다');
  await failRecording(db, queue, ids[1] ?? '', 'disk_full', new Date());
  await seen('둘째', '변환 서버의 저장 공간이 부족합니다. 관리자에게 알려 주세요.');
  await pages[0]?.getByRole('row', { name: /둘째/ }).getByRole('button', { name: '다시 시도' }).click();
  await seen('둘째', '변환 중');
  await db.execute(sql`
    update recordings set state = 'rejected', code = 'truncated', updated_at = now() where id = ${ids[2]}::uuid`);
  await seen('셋째', /끝까지 저장되지 않았습니다/);
  await seen('셋째', '다른 파일로 바꾸기');
  expect(streams.map((opened) => new Set(opened).size)).toEqual([1, 1]);
  expect(faults).toEqual([[], []]);
});

test('what is being made is stopped after a yes, and begun again; others see both', async () => {
  const administrator = await site.as('administrator');
  const { body } = await administrator('POST', '/api/lectures', { title: '멈출 강의' });
  await plannedRecording(site.context, body.id, { duration: 100 });
  const [page, other] = await Promise.all(
    [0, 1].map(async () => (await site.signedIn(browser, 'administrator')).newPage()),
  );
  if (!page || !other) throw new Error('two people are needed');
  for (const one of [page, other]) await one.goto(`${site.origin}/studio`);
  const [line, theirs] = [page, other].map((one) => one.getByRole('row', { name: /멈출 강의/ }));
  await line?.getByRole('button', { name: '변환 중단' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: '변환을 중단하시겠어요?' });
  await dialog.getByRole('button', { name: '계속 변환' }).press('Enter');
  expect((await administrator('GET', `/api/lectures/${body.id}`)).body.recording.state).toBe('transcoding');
  await line?.getByRole('button', { name: '변환 중단' }).press('Enter');
  await dialog.getByRole('button', { name: '변환 중단' }).press('Enter');
  for (const one of [line, theirs]) await one?.getByText('중단함').waitFor({ timeout: 15_000 });
  await line?.getByText('변환을 중단했습니다. 다시 시도하거나 다른 파일을 올려 주세요.').waitFor();
  await theirs?.getByRole('button', { name: '다시 시도' }).press('Enter');
  for (const one of [line, theirs])
    await one
      ?.getByText(/^변환 (중|대기)|^확인 중/)
      .first()
      .waitFor({ timeout: 15_000 });
  await Promise.all([page, other].map((one) => one.context().close()));
});

test('a file with two tracks of sound: the editor says that the default one is used', async () => {
  const administrator = await site.as('administrator');
  const { body } = await administrator('POST', '/api/lectures', { title: '두 트랙' });
  await insertReadyRecording(db, body.id, 10, { audioStream: 2, audioTracks: 2 });
  const page = await (await site.signedIn(browser, 'administrator')).newPage();
  await page.goto(`${site.origin}/studio/lectures/${body.id}`);
  await page.getByText('트랙 2개 가운데 기본 트랙을 씁니다').waitFor({ timeout: 15_000 });
});

test('the editor says that the present recording plays on where there is one that plays', async () => {
  const administrator = await site.as('administrator');
  const page = await (await site.signedIn(browser, 'administrator')).newPage();
  const seen: [string, number][] = [];
  for (const title of ['볼 수 있는 강의', '변환하지 못한 강의']) {
    const { body } = await administrator('POST', '/api/lectures', { title });
    if (title === '볼 수 있는 강의') await insertReadyRecording(db, body.id, 10);
    else {
      const id = await plannedRecording(site.context, body.id, { duration: 10 });
      await failRecording(db, queue, id, 'disk_full', new Date());
    }
    await page.goto(`${site.origin}/studio/lectures/${body.id}`);
    await page.getByText('다른 파일로 바꾸기').first().waitFor({ timeout: 15_000 });
    seen.push([title, await page.getByText('지금 영상이 재생됩니다').count()]);
  }
  expect(seen).toEqual([
    ['볼 수 있는 강의', 1],
    ['변환하지 못한 강의', 0],
  ]);
});
