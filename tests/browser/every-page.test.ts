/**
 * Every page, as whom it is for has it, in both displays (기본 and 선명한 화면), on a phone and on an office screen:
 * nothing that axe finds, nothing wider than the screen, nothing that the content security policy refuses. What pages do is asked elsewhere.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COLOUR_RULES } from '../support/browser.ts';
import { watchAll } from '../support/certified.ts';
import { expectFitting } from '../support/expect-fitting.ts';
import { watchKnown } from '../support/known-viewing.ts';
import { openPeople } from '../support/people.ts';
import { refusedOn, watchPolicy } from '../support/policy.ts';
import { openStage } from '../support/site.ts';
import { PAGES, type Person } from '../support/site-pages.ts';

const { site, browser, close } = await openStage();
let people: Awaited<ReturnType<typeof openPeople<Person>>>;
afterAll(close);

beforeAll(async () => {
  const { courseId, lectureIds } = await watchKnown(site);
  const resident = await site.as('resident');
  await watchAll(site, resident, lectureIds);
  const certificate = (await resident('POST', '/api/certificates', { courseId })).body;
  await resident('POST', `/api/lectures/${lectureIds[0]}/notes`, { at: 12, text: '다시 볼 곳' });
  const news = (
    await (
      await site.as('administrator')
    )('POST', '/api/announcements', {
      ...{ title: '여름 휴관 안내', titleEn: '', text: '쉬는 날입니다.\n\n- 8월 1일', textEn: '' },
      ...{ isPinned: true, publishedAt: '2026-01-01T00:00:00Z', endsAt: null },
    })
  ).body;
  await (await site.as('administrator'))('POST', '/api/questions', {
    ...{ question: '회원가입을 해야 하나요?', answer: '아니요.', questionEn: '', answerEn: '' },
    ...{ category: '회원', categoryEn: '' },
  });
  const account = (await resident('GET', '/api/session')).body.account;
  const found = {
    ...{ LECTURE: lectureIds[0] ?? '', COURSE: courseId, PERSON: account.id, NEWS: news.id },
    CERTIFICATE: `${certificate.number}?code=${certificate.code}`,
  };
  const { cookies: administrator } = await site.as('administrator');
  const cookies = { nobody: {}, resident: resident.cookies, administrator };
  people = await openPeople<Person>(site, browser, cookies, found);
  for (const context of people.contexts.values()) await watchPolicy(context);
});

describe.each(Object.keys(PAGES) as Person[])('%s', (person) => {
  test.each(PAGES[person])('%s', async (path) => {
    const page = await people.open(person, path);
    for (const [colorScheme, mode, rules] of [
      ['light', 'light', undefined],
      // what else there is does not differ
      ['dark', 'high-contrast', COLOUR_RULES],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await expect.poll(() => page.locator('html').getAttribute('data-krds-mode')).toBe(mode);
      await expectFitting(page, `${path} in ${colorScheme}`, rules);
    }
    expect(await refusedOn(page), `${path}: refused by the content security policy`).toEqual([]);
    await page.close();
  });
});
