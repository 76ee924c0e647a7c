import { sql } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { testApp } from '../support/app.ts';

const platform = await testApp();
afterAll(platform.close);
const administrator = await platform.as('administrator');
const { db } = platform.context;

/** One more person, with one view of one second, on one of ten days: every other one new, the others come back. */
const addPerson = (nth: number) =>
  db.transaction(async (tx) => {
    const [day, newcomers] = [`2026-11-${11 + (nth % 10)}`, nth % 2];
    if (newcomers === 0)
      await tx.execute(sql`
        insert into site_returns (staff, away, day, previous, viewers)
        values (false, floor(log(2, ${day}::date - '2026-10-31')), ${day}, '2026-10-31', 1)
        on conflict (staff, away, day, previous) do update set viewers = site_returns.viewers + 1`);
    await tx.execute(sql`
      insert into site_days (day, staff, views, watched_ms, completions, viewers, newcomers)
      values (${day}, false, 1, 1000, 1, 1, ${newcomers})
      on conflict (day, staff) do update set views = site_days.views + 1,
        watched_ms = site_days.watched_ms + 1000, completions = site_days.completions + 1,
        viewers = site_days.viewers + 1, newcomers = site_days.newcomers + excluded.newcomers`);
  });

test('numbers asked for while people watch are those of one moment', async () => {
  let done = false;
  const writing = (async () => {
    for (let nth = 0; !done; nth += 1) await addPerson(nth);
  })();
  const seen = new Set<number>();
  try {
    for (let times = 0; times < 100; times += 1) {
      for (const table of ['overview', 'audiences', 'months']) {
        const { body } = await administrator('GET', `/api/statistics/${table}?from=2026-11-01`);
        const rows = table === 'overview' ? [body, ...body.days] : body.items;
        for (const { views, viewers, watchSeconds, completions } of rows) {
          expect([viewers, watchSeconds, completions]).toEqual([views, views, views]);
        }
        const total = rows.reduce((sum: number, { views }: { views: number }) => sum + views, 0);
        if (table === 'overview') expect(total).toBe(2 * body.views);
        seen.add(total);
      }
    }
  } finally {
    done = true;
    await writing;
  }
  expect(seen.size).toBeGreaterThan(20);
});
