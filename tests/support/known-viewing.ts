/**
 * A week of viewing that is known to the second: who played which part of which lecture when, as reports over HTTP.
 * Staff played too, and somebody came the week before.
 */

import type { Audience, Region } from '../../server/contract/vocabulary.ts';
import type { Browser, testApp } from './app.ts';
import { watchableLecture } from './lectures.ts';
import { signUp } from './links.ts';

type Platform = Awaited<ReturnType<typeof testApp>>;

/** Monday to Sunday, of Asia/Seoul. */
export const WEEK = { from: '2026-11-16', to: '2026-11-22' };

/** Both of 100 s; the second one has no captions. */
export const TITLES = ['새로운 공공의 등장', '다름을 잇는 대화와 합의'] as const;

const CAPTIONS = `WEBVTT

00:00.000 --> 00:30.000
공공은 누구의 것일까요?

00:30.000 --> 00:59.000
혼자서는 풀 수 없습니다.
`;
const CHAPTERS = [
  { start: 0, title: '여는 말', titleEn: 'Opening' },
  { start: 50, title: '함께 다스리는 일', titleEn: 'Governing together' },
];

/** @returns ids of the course and of the lectures, in their order */
export async function watchKnown(platform: Platform): Promise<{ courseId: string; lectureIds: string[] }> {
  const staff = await platform.as('staff');
  const { body: course } = await staff('POST', '/api/courses', { title: '협치 입문' });
  const lectureIds: string[] = [];
  for (const [nth, title] of TITLES.entries())
    lectureIds.push(
      await watchableLecture(platform.context, staff, { title, courseId: course.id, courseOrder: nth + 1 }),
    );
  const [first = '', second = ''] = lectureIds;
  await staff('PUT', `/api/lectures/${first}/captions/ko`, CAPTIONS, { 'content-type': 'text/vtt' });
  await staff('PUT', `/api/lectures/${first}/chapters`, { items: CHAPTERS });

  const from = (time: string) => {
    platform.time.now = new Date(`${time}:00+09:00`);
  };
  const suwon = await newResident(platform, 'resident', 'suwon');
  const yongin = await newResident(platform, 'official', 'yongin');
  const nobody = await platform.as(null);

  from('2026-11-10T14:00');
  await play(platform, suwon, second, [[0, 100]]);
  from('2026-11-16T09:10');
  await play(platform, suwon, first, [[0, 100]], 1234);
  await play(platform, nobody, first, [
    [0, 40],
    [20, 40],
  ]);
  from('2026-11-18T20:10');
  await play(platform, yongin, first, [[0, 60]]);
  await play(platform, staff, first, [[0, 100]]);
  await play(platform, yongin, second, [[0, 50]]);
  from('2026-11-18T21:10');
  await play(platform, suwon, first, [[10, 30]]);
  return { courseId: course.id, lectureIds };
}

async function newResident(platform: Platform, audience: Audience, region: Region): Promise<Browser> {
  const browser = await platform.as(null);
  const account = {
    email: `${region}@example.org`,
    name: region,
    password: 'a long password',
    audience,
    region,
  };
  await signUp(platform.context, browser, account);
  return browser;
}

/**
 * Plays parts of a lecture in one session at normal speed, and a few minutes later it is told.
 * @param errors how often the player lost the network meanwhile; without it the player tells nothing of quality
 */
async function play(
  { time }: Platform,
  viewer: Browser,
  lectureId: string,
  parts: readonly (readonly [from: number, to: number])[],
  errors?: number,
): Promise<void> {
  const { body: session } = await viewer('POST', '/api/playback-sessions', { lectureId });
  time.now = new Date(time.now.getTime() + 180_000);
  const segments = parts.map(([from, to], seq) => ({
    ...{ seq, from, to, rate: 1, elapsedMs: (to - from) * 1000 },
  }));
  const path = `/api/playback-sessions/${session.id}`;
  await viewer('POST', `${path}/played`, { segments, position: parts.at(-1)?.[1] ?? 0 });
  if (errors === undefined) return;
  await viewer('POST', `${path}/quality`, {
    ...{ sn: 0, msd: 600, bsa: 1, bsda: 9000 },
    played: { 1080: 75_000, 720: 25_000, 480: 0, 360: 0 },
    ec: { offline: 0, gone: 0, network: errors, media: 0, unsupported: 0 },
  });
}
