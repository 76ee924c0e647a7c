/** What search engines may list: every page that somebody without an account can find. */
import { sql } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import { PASSER_BY } from '../accounts/may-watch.ts';
import { listedSql } from '../accounts/may-watch-sql.ts';
import { currentSql } from '../announcements/phase.ts';
import type { Context } from '../context.ts';
import { type Db, rowsOf } from '../database/client.ts';
import { CURRENT, WATCHABLE } from '../database/schema/recordings.ts';

/** Addresses of one sitemap, as https://www.sitemaps.org/protocol.html has it. */
const MOST = 50_000;
const FIXED = ['/', '/lectures', '/courses', '/announcements', '/faq', '/certificates'];
/** Of no use to anybody who has not signed in. */
const PRIVATE = [
  '/api/',
  '/my',
  '/studio',
  '/admin',
  '/sign-in',
  '/sign-up',
  '/account',
  '/reset-password',
  '/set-password',
  '/confirm-email',
];

/** Registers `/sitemap.xml` and `/robots.txt`. */
export function registerSitemap(app: FastifyInstance, { db, clock, config }: Context): void {
  const open = { config: { who: 'anyone' as const }, schema: { hide: true } };
  app.get('/sitemap.xml', open, async (_request, reply) => {
    const pages = await listedPages(db, clock());
    return reply
      .type('application/xml; charset=utf-8')
      .header('cache-control', 'public, max-age=3600')
      .send(sitemapOf(pages, config.publicUrl));
  });
  app.get('/robots.txt', open, async (_request, reply) => {
    const rules = PRIVATE.map((path) => `Disallow: ${path}`);
    const lines = ['User-agent: *', ...rules, `Sitemap: ${config.publicUrl}/sitemap.xml`];
    return reply.type('text/plain; charset=utf-8').send(`${lines.join('\n')}\n`);
  });
}

type ListedPage = { path: string; changedAt: Date | null };

async function listedPages(db: Db, now: Date): Promise<ListedPage[]> {
  const rows = await rowsOf<{ path: string; changedAt: string }>(
    db,
    sql`
    with listed as (
      select l.id, l.course_id, l.updated_at from lectures l
      join recordings r on r.lecture_id = l.id and ${CURRENT} and ${WATCHABLE}
      where ${listedSql(PASSER_BY, now)})
    select '/lectures/' || id as path, updated_at as "changedAt" from listed
    union all
    select '/courses/' || c.id, greatest(c.updated_at, max(l.updated_at)) from courses c
    join listed l on l.course_id = c.id group by c.id
    union all
    select '/announcements/' || id, updated_at from announcements where ${currentSql(now)}
    order by "changedAt" desc limit ${MOST - FIXED.length}`,
  );
  const fixed = FIXED.map((path) => ({ path, changedAt: null }));
  return [...fixed, ...rows.map(({ path, changedAt }) => ({ path, changedAt: new Date(changedAt) }))];
}

/** Pure. Paths hold nothing that XML would read as markup. */
function sitemapOf(pages: readonly ListedPage[], publicUrl: string): string {
  const urls = pages.map(({ path, changedAt }) => {
    const changed = changedAt ? `<lastmod>${changedAt.toISOString()}</lastmod>` : '';
    return `  <url><loc>${publicUrl}${path}</loc>${changed}</url>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...urls,
    '</urlset>\n',
  ].join('\n');
}
