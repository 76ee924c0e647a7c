/** What messengers and search engines are told of a page, without running its script. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shortened } from '../../server/head/markup.ts';
import { testApp } from '../support/app.ts';
import { mediaLecture, watchableLecture } from '../support/lectures.ts';

const ORIGIN = 'http://madang.example.org';
const platform = await testApp({ MADANG_PUBLIC_URL: ORIGIN });
afterAll(platform.close);
const staff = await platform.as('staff');
const passerBy = await platform.as(null);

const pageOf = async (path: string) => (await passerBy('GET', path)).text;
const contentOf = (html: string, name: string) =>
  new RegExp(`<meta (?:name|property)="${name}" content="([^"]*)" />`).exec(html)?.[1];
const titleOf = (html: string) => /<title>(.*?)<\/title>/.exec(html)?.[1];
const dataOf = (html: string) =>
  JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/.exec(html)?.[1] ?? 'null');

describe('a lecture', () => {
  let id: string;
  let html: string;
  beforeAll(async () => {
    ({ id } = await mediaLecture(platform.context, staff, {
      title: '새로운 "공공"의 <등장>',
      summary: '첫째 줄\n둘째 줄 $& </script><script>alert(1)</script>',
      instructor: '김도민',
    }));
    html = await pageOf(`/lectures/${id}?t=30`);
  });

  test('has a card with picture, title and text', () => {
    expect(titleOf(html)).toBe('새로운 &quot;공공&quot;의 &lt;등장&gt; | 경기도 협치학교 마당');
    expect(contentOf(html, 'og:title')).toBe('새로운 &quot;공공&quot;의 &lt;등장&gt;');
    expect(contentOf(html, 'og:description')).toMatch(/^첫째 줄 둘째 줄 \$&amp; &lt;\/script&gt;/);
    expect(contentOf(html, 'og:url')).toBe(`${ORIGIN}/lectures/${id}`);
    expect(contentOf(html, 'og:image')).toMatch(new RegExp(`^${ORIGIN}/media/recordings/`));
    expect(contentOf(html, 'twitter:card')).toBe('summary_large_image');
    expect(html).toContain(`<link rel="canonical" href="${ORIGIN}/lectures/${id}" />`);
  });

  test('whose picture is there', async () => {
    const image = contentOf(html, 'og:image')?.slice(ORIGIN.length) ?? '';
    expect((await passerBy('GET', image)).status).toBe(200);
  });

  test('is described as a video, and nothing that staff wrote is markup', () => {
    expect(html).not.toContain('alert(1)</script>');
    expect(dataOf(html)).toMatchObject({
      '@type': 'VideoObject',
      name: '새로운 "공공"의 <등장>',
      duration: 'PT100S',
      isAccessibleForFree: true,
      author: { name: '김도민' },
      uploadDate: expect.stringMatching(/^\d{4}-/),
    });
  });

  test('the page is whole around it', () => {
    expect(html.match(/<title>/g)).toHaveLength(1);
    expect(html).toMatch(/<div id="app">.*<script type="module"|<script type="module".*<div id="app">/s);
  });

  test.each([
    ['draft', undefined],
    ['signed_in', undefined],
    ['audience', undefined],
    ['unlisted', '새로운 &quot;공공&quot;의 &lt;등장&gt;'],
  ])('%s: search engines do not list it', async (visibility, title) => {
    await staff('PATCH', `/api/lectures/${id}`, { visibility, audience: 'official' });
    const page = await pageOf(`/lectures/${id}`);
    expect(contentOf(page, 'robots')).toBe('noindex');
    expect(titleOf(page)).toBe(title ? `${title} | 경기도 협치학교 마당` : '경기도 협치학교 마당');
    expect(page.includes('김도민')).toBe(false);
  });
});

test('home shows the newest lecture’s picture in its card', async () => {
  const { media } = await mediaLecture(platform.context, staff);
  expect(contentOf(await pageOf('/'), 'og:image')).toBe(`${ORIGIN}${media}a/0.m4s`);
});

test('a course and the pages for everybody have titles of their own; private ones are not listed', async () => {
  const { body: course } = await staff('POST', '/api/courses', { title: '협치 입문', summary: '처음이라면' });
  await watchableLecture(platform.context, staff, { courseId: course.id });
  const html = await pageOf(`/courses/${course.id}`);
  expect(titleOf(html)).toBe('협치 입문 | 경기도 협치학교 마당');
  expect(dataOf(html)).toMatchObject({ '@type': 'Course', description: '처음이라면' });
  expect(titleOf(await pageOf('/'))).toBe('경기도 협치학교 마당');
  expect(titleOf(await pageOf('/lectures'))).toBe('강의 목록 | 경기도 협치학교 마당');
  for (const path of ['/my', '/studio', `/lectures/${crypto.randomUUID()}`]) {
    expect(contentOf(await pageOf(path), 'robots'), path).toBe('noindex');
  }
});

test('the sitemap holds what everybody can find, and robots are told where it is', async () => {
  const open = await watchableLecture(platform.context, staff);
  const hidden = await watchableLecture(platform.context, staff, { visibility: 'unlisted' });
  const { body: empty } = await staff('POST', '/api/courses', { title: '빈 과정' });
  const { text, headers } = await passerBy('GET', '/sitemap.xml');
  expect(headers['content-type']).toContain('application/xml');
  expect(text).toContain(`<loc>${ORIGIN}/lectures/${open}</loc><lastmod>`);
  expect(text).not.toContain(hidden);
  expect(text).not.toContain(empty.id);
  const robots = (await passerBy('GET', '/robots.txt')).text;
  expect(robots).toContain(`Sitemap: ${ORIGIN}/sitemap.xml`);
  expect(robots).toContain('Disallow: /studio');
});

test('a description ends with a whole sign', () => {
  expect(shortened(' 협치  학교\n')).toBe('협치 학교');
  const long = shortened('👍'.repeat(200));
  expect([...long]).toHaveLength(160);
  expect(long.endsWith('👍…')).toBe(true);
});
