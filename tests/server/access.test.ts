/** Every route × everybody who may ask × whose it is, as docs/access.md says. */
import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { mayCall } from '../../server/accounts/who.ts';
import type { Role } from '../../server/contract/vocabulary.ts';
import { type Browser, testApp } from '../support/app.ts';
import { least } from '../support/least.ts';
import { watchableLecture } from '../support/lectures.ts';

const platform = await testApp();
afterAll(platform.close);

/** One of each, in the order of the table's columns; `owner` has the lecture and the course that is asked about. */
const everybody = async () => ({
  nobody: await platform.as(null),
  resident: await platform.as('resident'),
  owner: await platform.as('staff'),
  other: await platform.as('staff'),
  administrator: await platform.as('administrator'),
});
type People = Awaited<ReturnType<typeof everybody>>;
const ROLES: Record<keyof People, Role | null> = {
  ...{ nobody: null, resident: 'resident', owner: 'staff', other: 'staff', administrator: 'administrator' },
};

type Route = (typeof platform.app.declared)[number];

/** Fastify answers HEAD where there is GET. */
const routes = platform.app.declared
  .filter(({ method, url }) => method !== 'OPTIONS' && !isHeadOfGet({ method, url }))
  .sort((a, b) => (a.url === b.url ? compare(a.method, b.method) : compare(a.url, b.url)));
function isHeadOfGet({ method, url }: Pick<Route, 'method' | 'url'>): boolean {
  return method === 'HEAD' && platform.app.declared.some((one) => one.url === url && one.method === 'GET');
}
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What a body without a schema is sent as. */
const CONTENT: [RegExp, string, string][] = [
  [/\/captions\/:language(\/draft)?$/, 'text/vtt', 'WEBVTT\n'],
  [/\/poster\/picture$|\/handouts$/, 'application/octet-stream', 'x'],
];

/** Asks a route once, about a lecture or a course that is the owner's, and new. @returns the status */
async function ask(browser: Browser, owner: Browser, { method, url, query, body }: Route): Promise<number> {
  const course = async () => (await owner('POST', '/api/courses', { title: '과정' })).body.id as string;
  const id = url.includes('/courses/:id')
    ? await course()
    : url.includes('/lectures/:id')
      ? await watchableLecture(platform.context, owner)
      : randomUUID();
  const path = url
    .replace(':id', id)
    .replace(':language', 'ko')
    .replace(':number', '2026-000001')
    .replace('*', 'x')
    .replace(/:\w+/g, () => randomUUID());
  const [, type, text] = CONTENT.find(([pattern]) => pattern.test(url)) ?? [];
  const sends = ['POST', 'PUT', 'PATCH'].includes(method);
  const payload = body ? (least(body) as object) : sends ? text : undefined;
  const reply = await platform.app.inject({
    method: method as 'GET',
    url: path,
    query: least(query ?? { type: 'object' }) as Record<string, string>,
    cookies: { ...browser.cookies },
    headers: { ...(type && !body && sends && { 'content-type': type }) },
    ...(payload !== undefined && { payload }),
    // a stream of events ends when nobody listens any more
    payloadAsStream: true,
  });
  reply.stream().destroy();
  return reply.statusCode;
}

/** What is somebody's. */
const OWNED = /\/(lectures|courses)\/:id/;
const UNREAD = [400, 413, 415];
const refused = (status: number) => status === 401 || status === 403;

test('every route is called by whom it declares, and the table in docs/access.md says so', async () => {
  const rows: string[] = [];
  const wrong: string[] = [];
  const shared = await everybody();
  for (const route of routes) {
    // some sign out who asks
    const people = route.url.includes('session') ? await everybody() : shared;
    const cells: string[] = [];
    let owners = 0;
    for (const name of Object.keys(people) as (keyof People)[]) {
      const status = await ask(people[name], people.owner, route);
      const may = mayCall(route.who, ROLES[name]);
      // whose it is was not looked at: what was asked is not what the route's contract lets in
      const unread =
        name === 'other' && route.who === 'staff' && UNREAD.includes(status) && OWNED.test(route.url);
      if (unread || (!may && !refused(status)))
        wrong.push(`${route.method} ${route.url}: ${name} got ${status}`);
      if (name === 'owner') owners = status;
      // what its owner finds is not there for another
      const hidden = name === 'other' && status === 404 && owners !== 404;
      cells.push(refused(status) || hidden ? `${status}` : '○');
    }
    rows.push(`| \`${route.method} ${route.url}\` | ${route.who} | ${cells.join(' | ')} |`);
  }
  expect(wrong).toEqual([]);
  const lines = [
    '# Who may call what',
    '',
    'Written by `tests/server/access.test.ts`, which asks every route as everybody and fails when an answer differs from',
    'this table (`npm test -- tests/server/access.test.ts -u` writes it anew; read the difference). ○: let in, whatever',
    'then is found there. 401, 403: refused so. 404: what its owner finds is not there for another.',
    '',
    'Staff ask about a lecture or course that is their own, and about another’s. What is one’s own by its address, as',
    'under `/api/me`, has no other owner; ids of other people’s sessions, uploads and certificates are answered 404.',
    '',
    'Lectures have an owner, courses have none: a course gathers lectures of several people. Its texts, rule and survey are',
    'changed by every member of staff, and the access log says who did (`/admin/audit`; `audit-changes.test.ts`).',
    '',
    '| call | declared | nobody | resident | staff: own | staff: another’s | administrator |',
    '|---|---|---|---|---|---|---|',
    ...rows,
    '',
  ];
  await expect(lines.join('\n')).toMatchFileSnapshot('../../docs/access.md');
});
