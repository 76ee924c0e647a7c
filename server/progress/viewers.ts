/** Who watches: the account that is signed in, otherwise the browser, by a random first-party cookie. */
import { and, isNotNull, lt, sql } from 'drizzle-orm';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookieName, cookieOptions, SESSION_COOKIE } from '../accounts/sessions.ts';
import { hashOf, newToken } from '../accounts/tokens.ts';
import { isStaff } from '../accounts/who.ts';
import type { Context } from '../context.ts';
import { type Db, only, rowCount, rowsOf } from '../database/client.ts';
import { viewers } from '../database/schema/schema.ts';
import { isEmbedded } from '../http/embedding.ts';
import { mergeViewers } from './merge.ts';

const VIEWER_COOKIE = 'madang_viewer';
const DAYS = 400; // the most that browsers grant

/** The browser's tokens as the database knows them. */
export function tokensOf({ config }: Pick<Context, 'config'>, request: FastifyRequest) {
  const read = (name: string) => {
    const token = request.cookies[cookieName(config.publicUrl, name)];
    return token ? hashOf(token) : null;
  };
  return { accountToken: read(SESSION_COOKIE), viewerToken: read(VIEWER_COOKIE) };
}

/**
 * The viewer behind a request, or null when this account or browser has never watched anything. What the
 * browser watched before somebody signed in becomes theirs; staff are left out of statistics, and take
 * nothing over.
 */
export async function viewerOf(context: Context, request: FastifyRequest): Promise<string | null> {
  const { db } = context;
  const account = await request.identify();
  const { viewerToken } = tokensOf(context, request);
  const found = await viewersOf(db, account?.id ?? null, viewerToken);
  if (!account) return found.browser;
  if (!found.browser || isStaff(account)) return found.account;
  const own = found.account ?? (await insertViewer(db, { accountId: account.id }));
  await mergeViewers(context, found.browser, own);
  return own;
}

/** The viewer behind a request, made when there is none yet. */
export async function ensureViewer(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<string> {
  const known = await viewerOf(context, request);
  if (known) return known;
  const account = await request.identify();
  if (account) return insertViewer(context.db, { accountId: account.id });
  const { publicUrl } = context.config;
  const token = newToken();
  reply.setCookie(cookieName(publicUrl, VIEWER_COOKIE), token, {
    ...cookieOptions(publicUrl),
    // within another site's page only a cookie of that page alone is kept, and over HTTPS
    ...(isWithinAnother(request, publicUrl) && { sameSite: 'none', partitioned: true }),
    maxAge: DAYS * 86_400,
  });
  return insertViewer(context.db, { tokenHash: hashOf(token) });
}

/** Whether it is the player within another site's page that asks: pages of ours are told in full (Referrer Policy). */
function isWithinAnother({ headers: { referer = '' } }: FastifyRequest, publicUrl: string): boolean {
  return publicUrl.startsWith('https:') && URL.canParse(referer) && isEmbedded(new URL(referer).pathname);
}

/**
 * Of browsers that were first seen before then, forgets what tells them from others; what was watched stays.
 * @param before so long ago that the browser has dropped the cookie
 * @returns how many
 */
export async function forgetBrowsers(db: Db, before: Date): Promise<number> {
  const long = and(isNotNull(viewers.tokenHash), lt(viewers.createdAt, before));
  return rowCount(await db.update(viewers).set({ tokenHash: null }).where(long));
}

async function viewersOf(db: Db, accountId: string | null, tokenHash: Buffer | null) {
  const rows = await rowsOf<{ id: string; anonymous: boolean }>(
    db,
    sql`
    select id, account_id is null as anonymous from viewers
    where account_id = ${accountId}::uuid or token_hash = ${tokenHash}::bytea`,
  );
  return {
    account: rows.find(({ anonymous }) => !anonymous)?.id ?? null,
    browser: rows.find(({ anonymous }) => anonymous)?.id ?? null,
  };
}

/** Two first requests at once end at the same row. An account's viewer is of whom it says it is. */
async function insertViewer(db: Db, who: { accountId?: string; tokenHash?: Buffer }): Promise<string> {
  const { accountId = null, tokenHash = null } = who;
  const conflict = accountId ? sql`account_id` : sql`token_hash`;
  const rows = await rowsOf<{ id: string }>(
    db,
    sql`
    insert into viewers (account_id, token_hash, audience, region)
    select ${accountId}::uuid, ${tokenHash}::bytea, coalesce(a.audience, 'unknown'), coalesce(a.region, 'unknown')
    from (values (1)) one left join accounts a on a.id = ${accountId}::uuid
    on conflict (${conflict}) do update set created_at = viewers.created_at
    returning id`,
  );
  return only(rows).id;
}
