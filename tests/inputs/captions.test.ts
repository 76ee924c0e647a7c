/** Caption files that are broken, Korean of another time, or far too large: the real API over HTTP. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OwnApi, startApi } from '../support/api.ts';
import { testApp } from '../support/app.ts';
import { watchableLecture } from '../support/lectures.ts';

const platform = await testApp();
const staff = await platform.as('staff');
const cookie = Object.entries(staff.cookies)
  .map(([name, value]) => `${name}=${value}`)
  .join('; ');
let api: OwnApi;
beforeAll(async () => {
  api = await startApi(platform.context.config);
});
afterAll(async () => {
  await api.kill();
  await platform.close();
});

/** Sends a file to a new lecture as the studio does. @returns the answer, and what viewers then read */
async function put(file: BodyInit, type: string) {
  const lecture = await watchableLecture(platform.context, staff);
  const url = `${api.origin}/api/lectures/${lecture}/captions/ko`;
  const reply = await fetch(url, { method: 'PUT', headers: { cookie, 'content-type': type }, body: file });
  const body = reply.status === 204 ? null : await reply.json();
  const track = await fetch(url);
  return { status: reply.status, body, track: track.ok ? await track.text() : null };
}

test.each([
  ['a time without its minutes', 'WEBVTT\n\n00:01.000 --> 00:02.000\n협치\n\n1.5 --> 3.0\n둘\n', 'line 6'],
  ['an end before its beginning', 'WEBVTT\n\n00:03.000 --> 00:02.000\n협치\n', 'line 3'],
  ['words without a time', 'WEBVTT\n\n협치란 무엇인가\n', 'line 3'],
  [
    'no empty line between two',
    'WEBVTT\n\n00:01.000 --> 00:02.000\n하나\n00:02.000 --> 00:03.000\n둘\n',
    'line 5',
  ],
])('WebVTT with %s is refused, and says at which line', async (_, file, line) => {
  expect(await put(file, 'text/vtt')).toEqual({
    status: 400,
    body: {
      code: 'caption_invalid',
      message: { ko: expect.stringMatching(/자막/), en: expect.stringMatching(/caption/) },
      details: [{ field: line, message: expect.any(String) }],
    },
    track: null,
  });
});

test('SRT in EUC-KR is accepted, and viewers get WebVTT in UTF-8', async () => {
  // 1\r\n00:00:01,000 --> 00:00:02,000\r\n협치 학교\r\n
  const words = Buffer.from([0xc7, 0xf9, 0xc4, 0xa1, 0x20, 0xc7, 0xd0, 0xb1, 0xb3]);
  const file = Buffer.concat([
    Buffer.from('1\r\n00:00:01,000 --> 00:00:02,000\r\n'),
    words,
    Buffer.from('\r\n'),
  ]);
  expect(await put(file, 'application/x-subrip')).toEqual({
    status: 204,
    body: null,
    track: 'WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n협치 학교\n',
  });
});

test('50 MB are refused before they are read', async () => {
  const file = Buffer.alloc(50 * 1024 ** 2, '1\n00:00:01,000 --> 00:00:02,000\n협치\n\n');
  expect(await put(file, 'application/x-subrip')).toMatchObject({
    status: 413,
    body: { code: 'too_large' },
    track: null,
  });
});
