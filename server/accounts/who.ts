/** Who is asking, and whether they may: every route declares it, and one that does not cannot start. */
import type { FastifyInstance } from 'fastify';
import { ACCOUNT_HEADER } from '../../shared/account-header.ts';
import type { Context } from '../context.ts';
import type { Role } from '../contract/vocabulary.ts';
import { Refusal } from '../errors.ts';
import type { AccountRow } from './account.ts';
import { isFactorDue } from './second-factor.ts';
import { isWorthMoving, moved } from './session-limits.ts';
import { moveSession, type SessionRow, sessionOfToken } from './session-queries.ts';
import { cookieName, SESSION_COOKIE } from './sessions.ts';

export type Who = 'anyone' | 'signed_in' | 'staff' | 'administrator';

declare module 'fastify' {
  interface FastifyContextConfig {
    who?: Who;
    /** pages ask it by themselves: to be asked keeps nobody signed in */
    unattended?: boolean;
  }
  interface FastifyInstance {
    /** Every route and who may call it, as it was declared. */
    declared: { method: string; url: string; who: Who; query: unknown; body: unknown }[];
  }
  interface FastifyRequest {
    /** The account that asks, or null; looked up once a request, when somebody wants to know. */
    identify: () => Promise<AccountRow | null>;
    /** The session that asks, or null. */
    ownSession: () => Promise<SessionRow | null>;
  }
}

type Known = { session: SessionRow; account: AccountRow };

const ALLOWED: Record<Who, readonly (Role | 'nobody')[]> = {
  anyone: ['nobody', 'resident', 'staff', 'administrator'],
  signed_in: ['resident', 'staff', 'administrator'],
  staff: ['staff', 'administrator'],
  administrator: ['administrator'],
};

/** Whether somebody with this role, or without an account, may call a route. Pure. */
export function mayCall(who: Who, role: Role | null): boolean {
  return ALLOWED[who].includes(role ?? 'nobody');
}

/** True for staff and administrators. */
export function isStaff(account: Pick<AccountRow, 'role'> | null): boolean {
  return account !== null && account.role !== 'resident';
}

/** The account that asks. @throws {Refusal} sign_in_required */
export async function requireAccount(request: { identify: () => Promise<AccountRow | null> }) {
  const account = await request.identify();
  if (!account) throw new Refusal('sign_in_required');
  return account;
}

/** Reads the session cookie and guards every route by what it declares. */
export function registerWho(app: FastifyInstance, context: Context): void {
  const name = cookieName(context.config.publicUrl, SESSION_COOKIE);

  app.decorate('declared', []);
  app.addHook('onRoute', (route) => {
    const { url, config, schema } = route;
    if (!config?.who) throw new Error(`${route.method} ${url} does not say who may call it.`);
    for (const method of [route.method].flat()) {
      app.declared.push({ method, url, who: config.who, query: schema?.querystring, body: schema?.body });
    }
  });

  const known = async (token: string, unattended: boolean): Promise<Known | null> => {
    const now = context.clock();
    const found = await sessionOfToken(context.db, token, now);
    if (!found || unattended || !isWorthMoving(found.session, now)) return found;
    const ends = moved(found.session, now);
    await moveSession(context.db, found.session.id, ends);
    return { ...found, session: { ...found.session, ...ends } };
  };

  app.decorateRequest('identify');
  app.decorateRequest('ownSession');
  app.addHook('onRequest', async (request) => {
    let asked: Promise<Known | null> | undefined;
    const ask = () => {
      const token = request.cookies[name];
      const { unattended = false } = request.routeOptions.config;
      asked ??= token ? known(token, unattended) : Promise.resolve(null);
      return asked;
    };
    request.identify = async () => (await ask())?.account ?? null;
    request.ownSession = async () => (await ask())?.session ?? null;
    const who = request.routeOptions.config.who ?? 'anyone';
    if (who === 'anyone') return;
    const asking = await request.identify();
    const { [ACCOUNT_HEADER]: meant } = request.headers;
    if (asking && meant !== undefined && meant !== asking.id) throw new Refusal('other_account');
    if (asking && who !== 'signed_in' && mayCall(who, asking.role)) {
      const { way } = (await request.ownSession()) ?? {};
      if (isFactorDue(context.config, asking, way)) throw new Refusal('second_factor_required');
    }
    if (mayCall(who, asking?.role ?? null)) return;
    throw new Refusal(asking ? 'forbidden' : 'sign_in_required');
  });
}
