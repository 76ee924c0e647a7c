/** Who watches: the account that is signed in, otherwise the browser, by a random first-party cookie. */
import { eq, sql } from 'drizzle-orm';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookieName, cookieOptions } from '../accounts/sessions.ts';
import { hashOf, newToken } from '../accounts/tokens.ts';
import type { Context } from '../context.ts';
import { type Db, first, only } from '../database/client.ts';
import { viewers } from '../database/schema/schema.ts';

const VIEWER_COOKIE = 'madang_viewer';
const DAYS = 400; // the most that browsers grant

/** The viewer behind a request, or null when this account or browser has never watched anything. */
export async function viewerOf(context: Context, request: FastifyRequest): Promise<string | null> {
  const account = await request.identify();
  const token = request.cookies[cookieName(context.config.publicUrl, VIEWER_COOKIE)];
  if (account) return viewerWhere(context.db, eq(viewers.accountId, account.id));
  return token ? viewerWhere(context.db, eq(viewers.tokenHash, hashOf(token))) : null;
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
    maxAge: DAYS * 86_400,
  });
  return insertViewer(context.db, { tokenHash: hashOf(token) });
}

async function viewerWhere(db: Db, condition: ReturnType<typeof eq>): Promise<string | null> {
  return first(await db.select({ id: viewers.id }).from(viewers).where(condition))?.id ?? null;
}

/** Two first requests at once end at the same row. */
async function insertViewer(db: Db, who: { accountId: string } | { tokenHash: Buffer }): Promise<string> {
  const rows = await db
    .insert(viewers)
    .values(who)
    .onConflictDoUpdate({
      target: 'accountId' in who ? viewers.accountId : viewers.tokenHash,
      set: { createdAt: sql`${viewers.createdAt}` },
    })
    .returning({ id: viewers.id });
  return only(rows).id;
}
