/**
 * Random viewing, lost, doubled and disordered on its way, of recordings that others take the place of: all sums
 * equal a plain model of what was played.
 */
import { type SQL, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { only, rowsOf } from '../../server/database/client.ts';
import { addDays, seoulDay } from '../../server/progress/days.ts';
import { parseRanges } from '../../server/progress/ranges.ts';
import { prefixSums } from '../../server/progress/retention.ts';
import { type Browser, testApp } from '../support/app.ts';
import { replaceRecording, watchableLecture } from '../support/lectures.ts';
import { cutOf, lectureModel, type Played, viewersWithin } from '../support/ledger-model.ts';

const DURATION = 30;
const platform = await testApp();
const { db } = platform.context;
afterAll(platform.close);

/** A viewer watches, and what they report arrives so many times, in an order of its own. */
const segment = fc.record({
  from: fc.integer({ min: 0, max: DURATION * 1000 }),
  length: fc.integer({ min: 0, max: 20_000 }),
  rate: fc.constantFrom(0.5, 1, 1.5, 2),
});
/** Another recording, of such a length; or the same without some parts, when enough is left. */
const replacement = fc.record({
  duration: fc.constantFrom(12, 20, 30, 41.5),
  cut: fc.option(
    fc.array(
      fc.record({
        skip: fc.nat(6000),
        keep: fc.integer({ min: 1, max: 15_000 }),
        pad: fc.constantFrom(0, 0, 2500),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    { nil: null },
  ),
});
const visit = fc.record({
  replaced: fc.option(replacement, { nil: null, freq: 2 }),
  /** opened while so many recordings fewer were there */
  behind: fc.constantFrom(0, 0, 1, 2),
  viewer: fc.constantFrom(0, 3, 0, 3, 1, 2),
  lecture: fc.constantFrom(0, 0, 1),
  segments: fc.array(segment, { maxLength: 5 }),
  /** numbers of reports that are sent once more, and in which order all are */
  again: fc.array(fc.nat(4), { maxLength: 3 }),
  shuffle: fc.nat(1000),
  daysLater: fc.constantFrom(0, 0, 0, 1, 3),
});

test('counters, retention, watched ranges and totals equal the model', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(visit, { minLength: 1, maxLength: 8 }), fc.nat(8), async (visits, signsIn) => {
      // the clock runs far: sessions of earlier runs are over
      const staff = await platform.as('staff');
      const { body: course } = await staff('POST', '/api/courses', { title: '협치 입문' });
      const lectures = [await lectureOf(staff, course.id), await lectureOf(staff, course.id)];
      const models = await Promise.all(lectures.map(async (id) => lectureModel(await recordingOf(id))));
      const account = await platform.as('resident');
      const anonymous = await platform.as(null);
      const viewers = [account, await platform.as('resident'), await platform.as(null), anonymous];
      /** who it is in the end: the last one signs in as the first, and goes on in the own browser */
      const person = (viewer: number) => `${viewer === 3 && signsIn < visits.length ? 0 : viewer}`;
      const played: Played[] = [];
      const first = seoulDay(platform.time.now);
      // nobody's session of two weeks ends
      let left = 12;
      for (const [nth, visit] of visits.entries()) {
        const { viewer, lecture, replaced, behind, segments, again, shuffle, daysLater } = visit;
        const days = Math.min(daysLater, left);
        left -= days;
        later(days * 86_400);
        const lectureId = lectures[lecture] as string;
        const model = models[lecture] as (typeof models)[number];
        if (replaced) {
          const kept = replaced.cut && cutOf(replaced.cut, model.current().duration);
          const next = kept ?? { duration: replaced.duration, kept: null };
          model.replace({ ...next, id: await replaceRecording(platform.context, lectureId, next) });
        }
        if (nth === signsIn) {
          Object.assign(anonymous.cookies, account.cookies);
          // two pages at once
          await Promise.all(lectures.map((id) => anonymous('GET', `/api/lectures/${id}/playback`)));
          for (const one of models) one.merge('3', '0');
        }
        const browser = viewers[viewer] as Browser;
        const recording = model.recordings.at(-1 - behind) ?? model.current();
        const { body } = await browser('POST', '/api/playback-sessions', {
          ...{ lectureId, recordingId: recording.id },
        });
        const sent = segments.map(({ from: begin, length, rate }, seq) => {
          const [from, to] = [begin, begin + length].map((at) => Math.min(at / 1000, recording.duration)) as [
            number,
            number,
          ];
          const elapsedMs = Math.ceil(((to - from) * 1000) / rate);
          later(elapsedMs / 1000 + 0.01);
          return { seq, from, to, rate, elapsedMs };
        });
        const reports = shuffled([...sent, ...again.flatMap((nth) => sent[nth] ?? [])], shuffle);
        const answers = await Promise.all(
          reports.map((one) =>
            browser('POST', `/api/playback-sessions/${body.id}/played`, {
              segments: [one],
              position: one.to,
            }),
          ),
        );
        expect(answers.map(({ status }) => status)).toEqual(reports.map(() => 200));
        model.visit(nth < signsIn ? `${viewer}` : person(viewer), recording, sent);
        const day = seoulDay(platform.time.now);
        played.push(
          ...sent.map(({ from, to }) => ({
            from,
            to,
            viewer: person(viewer),
            lecture: lectureId,
            session: body.id,
            day,
          })),
        );
      }
      for (const [nth, id] of lectures.entries())
        await compare(
          id,
          models[nth] as (typeof models)[number],
          played.filter((one) => one.lecture === id),
          first,
        );
      const { body: session } = await staff('GET', '/api/session');
      await compareTogether(course.id, session.account.id, models, played, first);
    }),
    // What fails is said with as small a case as was found until then.
    { numRuns: 20, interruptAfterTimeLimit: 90_000, markInterruptAsFailure: true },
  );
}, 120_000);

type Model = ReturnType<typeof lectureModel>;

async function compare(lectureId: string, model: Model, all: Played[], first: string): Promise<void> {
  const played = all.filter(({ from, to }) => to > from);
  const last = seoulDay(platform.time.now);
  const ofLecture = sql`lecture_id = ${lectureId} and not staff`;
  const watchedMs = played.reduce((sum, { from, to }) => sum + Math.round((to - from) * 1000), 0);

  for (const [from, to] of periodsOf(first, last)) {
    const scope = sql`lecture_id = ${lectureId}`;
    expect(await viewersOf('lecture', scope, from, to)).toBe(viewersWithin(played, from, to));
  }

  const deltas = await rowsOf<{ second: number; viewers: number; plays: number }>(
    db,
    sql`select second, viewers, plays from retention_deltas where lecture_id = ${lectureId} order by second`,
  );
  expect(prefixSums(deltas, Math.floor(model.current().duration))).toEqual(model.retention());

  const rows = await rowsOf<{ ranges: string; completed: boolean }>(
    db,
    sql`select ranges::text as ranges, completed_at is not null as completed from watched
      where lecture_id = ${lectureId}`,
  );
  const people = [...new Set(played.map(({ viewer }) => viewer))];
  const expected = model.people();
  const [totals] = await rowsOf<{ viewers: number; covered: number }>(
    db,
    sql`select viewers, covered_ms::int as covered from lecture_totals where lecture_id = ${lectureId}`,
  );
  expect(totals ?? { viewers: 0, covered: 0 }).toEqual({
    viewers: people.length,
    covered: expected.reduce((sum, { coveredMs }) => sum + coveredMs, 0),
  });
  for (const table of ['lecture_days', 'lecture_months', 'lecture_totals'])
    expect(await sumsOf(table, ofLecture)).toEqual({
      ...{ views: new Set(played.map(({ session }) => session)).size, ms: watchedMs },
      completions: expected.filter(({ completed }) => completed).length,
    });
  const order = (a: object, b: object) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
  expect(
    rows.map(({ ranges, completed }) => ({ spans: parseRanges(ranges), completed })).sort(order),
  ).toEqual(expected.map(({ spans, completed }) => ({ spans, completed })).sort(order));
}

/** Both lectures together: of a course, and of the member of staff who manages them. */
async function compareTogether(
  courseId: string,
  managerId: string,
  models: Model[],
  all: Played[],
  first: string,
) {
  const played = all.filter(({ from, to }) => to > from);
  for (const [from, to] of periodsOf(first, seoulDay(platform.time.now))) {
    const scope = sql`manager_id = ${managerId}`;
    expect(await viewersOf('manager', scope, from, to)).toBe(viewersWithin(played, from, to));
  }
  const people = Map.groupBy(played, ({ viewer }) => viewer);
  expect(await sumsOf('manager_days', sql`manager_id = ${managerId}`)).toMatchObject({
    views: new Set(played.map(({ session }) => session)).size,
  });
  const completed = [...people.keys()].map(
    (viewer) => models.filter((model) => model.completedBy(viewer)).length,
  );
  for (const whose of [sql`manager_id is null`, sql`manager_id = ${managerId}`]) {
    const rows = await rowsOf(
      db,
      sql`select completed, people from course_progress
        where course_id = ${courseId} and ${whose} and people <> 0 order by completed`,
    );
    const counts = [0, 1, 2].map((n) => ({
      completed: n,
      people: completed.filter((one) => one === n).length,
    }));
    expect(rows).toEqual(counts.filter((count) => count.people > 0));
  }
}

const sumsOf = async (table: string, scope: SQL) =>
  only(
    await rowsOf<{ views: number; ms: number; completions: number }>(
      db,
      sql`select coalesce(sum(views), 0)::int as views, coalesce(sum(watched_ms), 0)::int as ms,
        coalesce(sum(completions), 0)::int as completions from ${sql.raw(table)} where ${scope}`,
    ),
  );

const periodsOf = (first: string, last: string) =>
  [
    [first, last],
    [addDays(first, 1), last],
    [first, first],
  ] as const;

/** Newcomers of a period's days, and whoever had last come before it. */
async function viewersOf(kind: 'lecture' | 'manager', scope: SQL, from: string, to: string) {
  const [row] = await rowsOf<{ viewers: number }>(
    db,
    sql`select (
      (select coalesce(sum(newcomers), 0) from ${sql.raw(`${kind}_days`)} where ${scope} and day between ${from} and ${to})
      + (select coalesce(sum(viewers), 0) from ${sql.raw(`${kind}_returns`)}
        where ${scope} and day between ${from} and ${to} and previous < ${from}))::int as viewers`,
  );
  return row?.viewers;
}

const recordingOf = async (lectureId: string) => ({
  ...only(
    await rowsOf<{ id: string; duration: number }>(
      db,
      sql`select id, duration from recordings where lecture_id = ${lectureId}`,
    ),
  ),
  kept: null,
});
const lectureOf = (staff: Browser, courseId: string) =>
  watchableLecture(platform.context, staff, { duration: DURATION, courseId });
const later = (seconds: number) => {
  platform.time.now = new Date(platform.time.now.getTime() + seconds * 1000);
};

/** The same order for the same number. */
function shuffled<T>(list: readonly T[], seed: number): T[] {
  return list
    .map((one, nth) => ({ one, at: Math.sin(seed + nth * 7919) }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}
