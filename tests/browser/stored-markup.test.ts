/** Markup that people wrote into every text field is text on every page that shows it (stored XSS). */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser as Client } from '../support/app.ts';
import { watchAll } from '../support/certified.ts';
import { watchableLecture } from '../support/lectures.ts';
import { signUp } from '../support/links.ts';
import { openPeople } from '../support/people.ts';
import { openStage } from '../support/site.ts';

/** No longer than the shortest field that anybody but administrators may fill. */
const MARK = '<img src=x onerror=struck=1>';
/** Where the page shows the mark elsewhere too, these tell that it was this text. */
const HANDOUT = `${MARK}.pdf`;
const REASON = `${MARK} 취소 사유`;
const both = (name: string) => ({ [name]: MARK, [`${name}En`]: MARK });

/** `LECTURE`, `COURSE`, `CERTIFICATE`, `NEWS` and `PERSON` stand for what there is. */
const PAGES = {
  nobody: [
    ...['/', '/lectures', '/lectures?q=img', '/lectures/LECTURE', '/courses', '/courses/COURSE'],
    ...['/announcements', '/announcements/NEWS', '/faq', '/privacy', '/certificates/CERTIFICATE'],
  ],
  resident: [
    '/my',
    '/my?tab=completed',
    '/my?tab=notes',
    '/my?tab=certificates',
    '/account',
    '/account/data',
  ],
  administrator: [
    ...['/studio', '/studio/lectures/LECTURE?tab=info', '/studio/lectures/LECTURE?tab=chapters'],
    ...['/studio/lectures/LECTURE/captions/ko', '/studio/courses', '/studio/courses/COURSE/survey'],
    ...['/admin/statistics', '/admin/statistics/lectures/LECTURE', '/admin/statistics/courses'],
    ...['/admin/learners', '/admin/people', '/admin/people/PERSON', '/admin/audit', '/admin/institution'],
    ...['/admin/announcements', '/admin/announcements/NEWS', '/admin/questions'],
  ],
} as const;
type Person = keyof typeof PAGES;

const { site, browser, close } = await openStage();
let people: Awaited<ReturnType<typeof openPeople<Person>>>;
afterAll(close);

/** @returns the body of what must have been taken */
async function send(
  who: Client,
  method: 'POST' | 'PUT',
  path: string,
  body: object | string | Buffer,
  type = 'application/json',
) {
  const payload = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  const reply = await who(method, path, payload, { 'content-type': type });
  if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${reply.text}`);
  return reply.body;
}

beforeAll(async () => {
  const [boss, resident] = [await site.as('administrator'), await site.as(null)];
  const course = await send(boss, 'POST', '/api/courses', { ...both('title'), ...both('summary') });
  const lecture = await watchableLecture(site.context, boss, {
    ...both('title'),
    ...both('summary'),
    ...both('instructor'),
    ...both('venue'),
    ...both('field'),
    ...{ tags: [MARK], courseId: course.id, courseOrder: 1 },
  });
  const cue = `WEBVTT\n\n00:01.000 --> 00:04.000\n${MARK.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}\n`;
  await send(boss, 'PUT', `/api/lectures/${lecture}/captions/ko`, cue, 'text/vtt');
  await send(boss, 'PUT', `/api/lectures/${lecture}/chapters`, { items: [{ start: 0, ...both('title') }] });
  const handout = `/api/lectures/${lecture}/handouts?name=${encodeURIComponent(HANDOUT)}`;
  await send(boss, 'POST', handout, Buffer.from('%PDF-1.7\n%%EOF\n'), 'application/octet-stream');
  const question = (kind: string) => ({ kind, ...both('text'), required: true, options: [] });
  // no two are alike
  const questions = [question('scale'), { ...question('text'), text: `${MARK}?` }];
  await send(boss, 'PUT', `/api/courses/${course.id}/survey`, { questions, from: 0 });
  const news = await send(boss, 'POST', '/api/announcements', {
    ...{ ...both('title'), ...both('text') },
    ...{ isPinned: true, publishedAt: '2026-01-01T00:00:00Z', endsAt: null },
  });
  const asked = { ...both('question'), ...both('answer'), ...both('category') };
  await send(boss, 'POST', '/api/questions', asked);
  const { body: institution } = await boss('GET', '/api/institution');
  await send(boss, 'PUT', '/api/institution', {
    ...{ ...institution, ...both('name'), ...both('about'), ...both('address') },
    ...{ phone: MARK, officer: MARK, officerContact: MARK, site: '<img src=x>', issuer: '<img src=x>' },
  });

  const account = { email: 'img@example.org', name: MARK, password: 'a long password' };
  await signUp(site.context, resident, account);
  await watchAll(site, resident, [lecture]);
  await send(resident, 'POST', `/api/lectures/${lecture}/notes`, { at: 1, text: MARK });
  const survey = (await resident('GET', `/api/courses/${course.id}/survey`)).body;
  const answers = { surveyId: survey.id, answers: [5, MARK] };
  await send(resident, 'POST', `/api/courses/${course.id}/survey/responses`, answers);
  const { number, code } = await send(resident, 'POST', '/api/certificates', { courseId: course.id });
  await send(boss, 'POST', `/api/certificates/${number}/revocation`, { reason: REASON });
  const person = (await resident('GET', '/api/session')).body.account.id;
  const found = {
    ...{ LECTURE: lecture, COURSE: course.id, NEWS: news.id, PERSON: person },
    CERTIFICATE: `${number}?code=${code}`,
  };

  const cookies = { nobody: {}, resident: resident.cookies, administrator: boss.cookies };
  people = await openPeople<Person>(site, browser, cookies, found);
});

/** What of the mark is on a page: `read` as text or in a field, `struck` as an element of its own. */
const marksOf = (page: Page, mark = '<img src=x') =>
  page.evaluate((mark) => {
    const fields = [...document.querySelectorAll('input, textarea')] as HTMLInputElement[];
    const texts = [document.body.innerText, document.title, ...fields.map(({ value }) => value)];
    return {
      read: texts.some((text) => text.includes(mark)),
      struck: 'struck' in window || document.querySelector('img[src="x"], [onerror]') !== null,
    };
  }, mark);

describe.each(Object.keys(PAGES) as Person[])('%s', (person) => {
  test.each(PAGES[person])('%s', async (path) => {
    const page = await people.open(person, path);
    // a test of a page that does not show it would say nothing
    await expect.poll(() => marksOf(page)).toEqual({ read: true, struck: false });
    await page.close();
  });
});

test.each<[string, Person, string, string]>([
  ['the name of a handout', 'nobody', '/lectures/LECTURE', HANDOUT],
  ['the name of a handout', 'administrator', '/studio/lectures/LECTURE?tab=info', HANDOUT],
  ['why a certificate was revoked', 'resident', '/my?tab=certificates', REASON],
  ['why a certificate was revoked', 'administrator', '/admin/people/PERSON', REASON],
  ['why a certificate was revoked', 'administrator', '/admin/audit', REASON],
])('%s, for %s at %s', async (_, person, path, mark) => {
  const page = await people.open(person, path);
  await expect.poll(() => marksOf(page, mark)).toEqual({ read: true, struck: false });
  await page.close();
});
