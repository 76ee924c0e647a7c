/** What administrators do to lectures of other people stands in the log: who, what, and whose. */
import fastify from 'fastify';
import { afterAll, expect, test } from 'vitest';
import { registerLectureActs } from '../../server/audit/lecture-acts.ts';
import { type Browser, testApp } from '../support/app.ts';
import { mediaLecture } from '../support/lectures.ts';

const platform = await testApp();
const { context } = platform;
afterAll(platform.close);
const [staff, administrator] = [await platform.as('staff'), await platform.as('administrator')];
const idOf = async (who: Browser): Promise<string> => (await who('GET', '/api/session')).body.account.id;
const [owner, actor] = [await idOf(staff), await idOf(administrator)];

type Entry = { actor: { id: string }; action: string; subject: object; person: string; details: object };
/** What the log says of a lecture, the first entry first. */
async function told(id: string, more = ''): Promise<Entry[]> {
  const { body } = await administrator('GET', `/api/audit?subject=${id}&pageSize=100${more}`);
  return body.items.reverse();
}
const inShort = (entries: Entry[]) => entries.map(({ action, details }) => [action, details]);

const VTT = ['WEBVTT\n\n00:00.000 --> 00:02.000\n자막\n', { 'content-type': 'text/vtt' }] as const;
const PICTURE = ['x', { 'content-type': 'image/png' }] as const;
const HANDOUT = ['x', { 'content-type': 'application/octet-stream' }] as const;

type Act = [method: Parameters<Browser>[0], path: string, body?: Parameters<Browser>[2], headers?: object];
/** Of the lecture that is there, in an order in which each can be. */
const ACTS: [action: string, act: Act, details?: object][] = [
  [
    'lecture.changed',
    ['PATCH', '', { title: '비밀 제목', visibility: 'draft' }],
    { members: ['title', 'visibility'], visibility: 'draft' },
  ],
  ['lecture.changed', ['PATCH', '', { publicUntil: '2027-01-01T00:00:00Z' }], { members: ['publicUntil'] }],
  ['captions.changed', ['PUT', '/captions/ko', ...VTT], { language: 'ko' }],
  ['captions.changed', ['DELETE', '/captions/ko/draft'], { language: 'ko' }],
  ['captions.changed', ['POST', '/captions/ko/draft/approval', { version: 1 }], { language: 'ko' }],
  ['captions.changed', ['POST', '/captions/en/transcription'], { language: 'en' }],
  ['captions.changed', ['DELETE', '/captions/en/transcription'], { language: 'en' }],
  ['captions.removed', ['DELETE', '/captions/ko'], { language: 'ko' }],
  ['chapters.changed', ['PUT', '/chapters', { items: [] }]],
  ['chapters.changed', ['POST', '/chapter-proposals']],
  [
    'chapters.changed',
    ['PUT', '/chapter-proposals/dropped', { recordingId: crypto.randomUUID(), starts: [] }],
  ],
  ['poster.changed', ['PUT', '/poster', { candidate: '/media/x' }]],
  ['poster.changed', ['POST', '/poster/picture', ...PICTURE]],
  ['poster.changed', ['DELETE', '/poster']],
  ['handout.added', ['POST', '/handouts?name=a.pdf', ...HANDOUT]],
  ['handout.removed', ['DELETE', `/handouts/${crypto.randomUUID()}`]],
  ['recording.placed', ['POST', '/recording', { uploadId: crypto.randomUUID() }]],
  ['recording.trimmed', ['POST', '/trim', { cuts: [{ from: 0, to: 1 }] }]],
  ['recording.retried', ['POST', '/recording/retry']],
  ['recording.withdrawn', ['DELETE', '/recording']],
  ['lecture.removed', ['DELETE', '']],
];

test('each act on somebody else’s lecture has its entry, with whose it is, and none of what was written', async () => {
  const { id } = await mediaLecture(context, staff);
  for (const [, [method, path, body, headers]] of ACTS) {
    const reply = await administrator(
      method,
      `/api/lectures/${id}${path}`,
      body,
      headers as Record<string, string>,
    );
    expect([400, 401, 403, 500], `${method} ${path}: ${reply.text}`).not.toContain(reply.status);
  }
  const entries = await told(id);
  expect(inShort(entries)).toEqual(ACTS.map(([action, , details = {}]) => [action, details]));
  for (const entry of entries) {
    expect(entry).toMatchObject({ actor: { id: actor }, subject: { kind: 'lecture', id }, person: 'staff' });
  }
  expect(JSON.stringify(entries.map(({ details }) => details))).not.toContain('비밀');
  // by who has it, too
  expect((await told(owner, '&action=lecture.removed')).map(({ subject }) => subject)).toMatchObject([
    { id },
  ]);
});

test('several at once have an entry each', async () => {
  const [one, other, own] = [
    await mediaLecture(context, staff),
    await mediaLecture(context, staff, { visibility: 'draft' }),
    await mediaLecture(context, administrator),
  ].map(({ id }) => id);
  const ids = [one, other, own];
  const done = async (method: 'PATCH' | 'POST', path: string, body: object) =>
    expect((await administrator(method, `/api/lectures${path}`, body)).status).toBe(200);
  // what is so already is no change
  await done('PATCH', '', { ids, change: { visibility: 'draft' } });
  await done('POST', '/bin', { ids });
  // none is there any more to put away or to change
  await done('POST', '/bin', { ids });
  await done('PATCH', '', { ids, change: { visibility: 'public' } });
  await done('POST', '/restore', { ids });
  const binned = [
    ['lecture.removed', {}],
    ['lecture.restored', {}],
  ];
  const hidden = ['lecture.changed', { members: ['visibility'], visibility: 'draft' }];
  expect(inShort(await told(one ?? ''))).toEqual([hidden, ...binned]);
  expect(inShort(await told(other ?? ''))).toEqual(binned);
  expect(await told(own ?? '')).toEqual([]);
});

test('one’s own work has none, nor what is read, typed or refused', async () => {
  const { id } = await mediaLecture(context, staff);
  const path = `/api/lectures/${id}`;
  await staff('PATCH', path, { title: '새 제목' });
  await (await platform.as('staff'))('PATCH', path, { title: '남의 제목' });
  for (const part of ['', '/recording', '/captions', '/poster']) await administrator('GET', `${path}${part}`);
  await administrator('PUT', `${path}/editing`);
  await administrator('PATCH', path, { title: '' });
  expect(await told(id)).toEqual([]);
});

test('a lecture whose owner is gone is nobody’s, and told of', async () => {
  const leaving = await platform.as('staff');
  const { id } = await mediaLecture(context, leaving);
  await context.db.execute(`delete from accounts where id = '${await idOf(leaving)}'`);
  await administrator('PATCH', `/api/lectures/${id}`, { title: '남은 강의' });
  expect(await told(id)).toMatchObject([{ action: 'lecture.changed', person: null }]);
});

test('a route that changes lectures and does not say what the log calls it does not start', () => {
  const app = fastify();
  registerLectureActs(app, context);
  const route = (act?: null) => () =>
    app.post(
      '/api/lectures/:id/new',
      { config: { who: 'staff', ...(act === null && { act }) } },
      async () => null,
    );
  expect(route()).toThrow('does not say');
  expect(route(null)).not.toThrow();
});
