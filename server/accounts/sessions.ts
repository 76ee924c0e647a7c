/** The session cookie: opened at sign-in, closed at sign-out. */
import type {} from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { deleteSession, insertSession } from './queries.ts';
import { newToken } from './tokens.ts';

const DAYS = 14;

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

/** A new session for an account. @returns its token, for the cookie */
export async function openSession(context: Pick<Context, 'db' | 'clock'>, accountId: string) {
  const token = newToken();
  const expiresAt = new Date(context.clock().getTime() + DAYS * 86_400_000);
  await insertSession(context.db, token, accountId, expiresAt);
  return { token, expiresAt };
}

/** Signs the asking browser in, with a new token. */
export async function signIn(context: Context, reply: FastifyReply, accountId: string): Promise<void> {
  const { publicUrl } = context.config;
  const { token, expiresAt } = await openSession(context, accountId);
  reply.setCookie(cookieName(publicUrl, SESSION_COOKIE), token, {
    ...cookieOptions(publicUrl),
    expires: expiresAt,
  });
}

/** Signs the asking browser out. */
export async function signOut(context: Context, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { publicUrl } = context.config;
  const name = cookieName(publicUrl, SESSION_COOKIE);
  const token = request.cookies[name];
  if (token) await deleteSession(context.db, token);
  reply.clearCookie(name, cookieOptions(publicUrl));
}
