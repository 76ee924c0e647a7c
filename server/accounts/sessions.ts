/** The session cookie: opened at sign-in with a new token, closed at sign-out. */
import type {} from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import type { SessionWay } from '../database/schema/sessions.ts';
import { classesOf } from '../http/device.ts';
import type { AccountRow } from './account.ts';
import { beginning, limitsOf, type SessionLimits } from './session-limits.ts';
import { deleteSession, insertSession } from './session-queries.ts';
import { newToken } from './tokens.ts';

/** `__Host-` binds a cookie to this host and to HTTPS; browsers refuse it over plain HTTP. */
export function cookieName(publicUrl: string, name: string): string {
  return publicUrl.startsWith('https:') ? `__Host-${name}` : name;
}

/** Attributes of every cookie of ours. */
export function cookieOptions(publicUrl: string) {
  return {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: publicUrl.startsWith('https:'),
  } as const;
}

export const SESSION_COOKIE = 'madang_session';

/** How a session was opened. */
type Opened = { way: SessionWay; providerSession: string | null };
const BY_PASSWORD: Opened = { way: 'password', providerSession: null };

/**
 * How the asking browser's session was opened, for the one that takes its place: what came through the provider still ends
 * with the session there.
 */
export async function openedAs(request: FastifyRequest): Promise<Opened> {
  const { way, providerSession } = (await request.ownSession()) ?? BY_PASSWORD;
  return { way, providerSession };
}

/** A new session for an account, opened with a password unless `opened` says otherwise. @returns its token, for the cookie */
export async function openSession(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  accountId: string,
  limits: SessionLimits,
  { userAgent = '', ...opened }: Opened & { userAgent?: string | undefined } = BY_PASSWORD,
): Promise<string> {
  const token = newToken();
  const now = clock();
  const { browser, system } = classesOf(userAgent);
  const ends = beginning(limits, now);
  await insertSession(db, token, { accountId, createdAt: now, ...ends, browser, system, ...opened });
  return token;
}

/**
 * Signs the asking browser in, with a new token. The session that it had ends: whoever put a token into somebody
 * else's browser has nothing from what is done there (session fixation).
 */
export async function signIn(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  { id, role }: Pick<AccountRow, 'id' | 'role'>,
  opened: Opened = BY_PASSWORD,
): Promise<void> {
  const { publicUrl } = context.config;
  const name = cookieName(publicUrl, SESSION_COOKIE);
  const had = request.cookies[name];
  if (had) await deleteSession(context.db, had);
  const limits = limitsOf(role);
  const token = await openSession(context, id, limits, {
    ...{ userAgent: request.headers['user-agent'], ...opened },
  });
  // by the browser's own clock, which may be a day off
  reply.setCookie(name, token, { ...cookieOptions(publicUrl), maxAge: limits.total });
}

/** Signs the asking browser out. */
export async function signOut(context: Context, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { publicUrl } = context.config;
  const name = cookieName(publicUrl, SESSION_COOKIE);
  const token = request.cookies[name];
  if (token) await deleteSession(context.db, token);
  reply.clearCookie(name, cookieOptions(publicUrl));
}
