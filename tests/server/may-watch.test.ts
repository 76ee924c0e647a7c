/** Who may watch what, when: in words, and as the database decides it. */
import { sql } from 'drizzle-orm';
import { afterAll, describe, expect, test } from 'vitest';
import {
  accessOf,
  isListed,
  isPublishedTo,
  PASSER_BY,
  type Publication,
  phaseOf,
  type Watcher,
} from '../../server/accounts/may-watch.ts';
import { accessSql, listedSql, phaseSql, publishedToSql } from '../../server/accounts/may-watch-sql.ts';
import { VISIBILITIES } from '../../server/contract/vocabulary.ts';
import { rowsOf } from '../../server/database/client.ts';
import { lectures } from '../../server/database/schema/schema.ts';
import { testApp } from '../support/app.ts';

const platform = await testApp();
afterAll(platform.close);
const { db } = platform.context;

const now = new Date('2026-11-24T03:00:00Z');
const hour = (by: number) => new Date(now.getTime() + by * 3_600_000);
const RESIDENT: Watcher = { signedIn: true, staff: false, audience: 'resident' };
const OFFICIAL: Watcher = { signedIn: true, staff: false, audience: 'official' };
const UNSAID: Watcher = { signedIn: true, staff: false, audience: null };
const STAFF: Watcher = { signedIn: true, staff: true, audience: null };
const PUBLIC: Publication = {
  visibility: 'public',
  publicFrom: null,
  publicUntil: null,
  deletedAt: null,
  audience: 'official',
};

describe('in words', () => {
  test.each<[string, Partial<Publication>, Watcher, ReturnType<typeof accessOf>, boolean]>([
    ['public: anybody', {}, PASSER_BY, 'open', true],
    ['draft: nobody', { visibility: 'draft' }, RESIDENT, 'hidden', false],
    ['draft: but staff, with its address', { visibility: 'draft' }, STAFF, 'open', false],
    ['unlisted: anybody, with its address', { visibility: 'unlisted' }, PASSER_BY, 'open', false],
    ['unlisted: not even staff find it', { visibility: 'unlisted' }, STAFF, 'open', false],
    ['signed in: not a passer-by', { visibility: 'signed_in' }, PASSER_BY, 'sign_in', false],
    ['signed in: whoever has an account', { visibility: 'signed_in' }, UNSAID, 'open', true],
    ['audience: not a passer-by', { visibility: 'audience' }, PASSER_BY, 'sign_in', false],
    ['audience: its own', { visibility: 'audience' }, OFFICIAL, 'open', true],
    ['audience: not another', { visibility: 'audience' }, RESIDENT, 'audience', false],
    ['audience: not who said nothing', { visibility: 'audience' }, UNSAID, 'audience', false],
    ['audience: staff', { visibility: 'audience' }, STAFF, 'open', true],
    ['scheduled: not before', { publicFrom: hour(1) }, RESIDENT, 'hidden', false],
    ['scheduled: from its very time', { publicFrom: now }, PASSER_BY, 'open', true],
    ['until: to its very time', { publicUntil: hour(1) }, PASSER_BY, 'open', true],
    ['until: no longer', { publicUntil: now }, RESIDENT, 'ended', false],
    ['until: but staff, with its address', { publicUntil: now }, STAFF, 'open', false],
    ['a draft tells of no end', { visibility: 'draft', publicUntil: now }, RESIDENT, 'hidden', false],
    ['bin: nobody', { deletedAt: hour(-1) }, STAFF, 'hidden', false],
  ])('%s', (_, change, watcher, access, listed) => {
    const lecture = { ...PUBLIC, ...change };
    expect(accessOf(lecture, watcher, now)).toBe(access);
    expect(isListed(lecture, watcher, now)).toBe(listed);
  });

  test('it was published to whom it is over for, and is not yet before its time', () => {
    expect(isPublishedTo({ ...PUBLIC, publicUntil: now }, PASSER_BY, now)).toBe(true);
    expect(isPublishedTo({ ...PUBLIC, publicFrom: hour(1) }, STAFF, now)).toBe(false);
    expect(isPublishedTo({ ...PUBLIC, visibility: 'audience' }, RESIDENT, now)).toBe(false);
  });
});

test('the database decides every case as the function does', async () => {
  const times = [null, hour(-1), now, hour(1)];
  const cases: Publication[] = [];
  for (const visibility of VISIBILITIES)
    for (const publicFrom of times)
      for (const publicUntil of [...times, hour(2)])
        for (const deletedAt of [null, hour(-2)])
          for (const audience of ['everyone', 'official'] as const)
            if (!publicFrom || !publicUntil || publicUntil > publicFrom)
              cases.push({ visibility, publicFrom, publicUntil, deletedAt, audience });
  expect(cases.length).toBeGreaterThan(200);
  const ids = cases.map(() => crypto.randomUUID());
  await db
    .insert(lectures)
    .values(cases.map((one, nth) => ({ ...one, id: ids[nth], title: '강의', publishedAt: now })));
  for (const watcher of [PASSER_BY, UNSAID, RESIDENT, OFFICIAL, STAFF]) {
    const rows = await rowsOf<{
      id: string;
      access: string;
      listed: boolean;
      published: boolean;
      phase: string;
    }>(
      db,
      sql`
      select l.id, ${accessSql(watcher, now)} as access, ${listedSql(watcher, now)} as listed,
        ${publishedToSql(watcher, now)} as published, ${phaseSql(now)} as phase
      from lectures l`,
    );
    const found = new Map(rows.map(({ id, ...answer }) => [id, answer]));
    const decided = cases.map((one) => ({
      access: accessOf(one, watcher, now),
      listed: isListed(one, watcher, now),
      published: isPublishedTo(one, watcher, now),
      phase: phaseOf(one, now),
    }));
    expect(ids.map((id) => found.get(id))).toEqual(decided);
  }
});
