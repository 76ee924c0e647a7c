/** The real API on a database and a folder of its own, without a network. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { recordConsent } from '../../server/accounts/consents.ts';
import { insertAccount } from '../../server/accounts/queries.ts';
import { openSession, SESSION_COOKIE } from '../../server/accounts/sessions.ts';
import { buildApp } from '../../server/app.ts';
import { type Env, parseConfig } from '../../server/config.ts';
import type { Context } from '../../server/context.ts';
import type { Role } from '../../server/contract/vocabulary.ts';
import { openDatabase } from '../../server/database/client.ts';
import { createLog } from '../../server/log.ts';
import { openQueue } from '../../server/queue/queue.ts';
import { openStorage } from '../../server/storage/open.ts';
import { testDatabase } from './database.ts';

/** Tests move the clock by hours and days: who asks them is not signed out by that. */
const STAYS = { idle: 400 * 86_400, total: 400 * 86_400 };

/** @param settings override the test's own */
export async function testApp(settings: Env = {}) {
  const data = mkdtempSync(join(tmpdir(), 'madang-app-'));
  mkdirSync(join(data, 'uploads'));
  const database = await testDatabase();
  const config = parseConfig({
    MADANG_DATA: data,
    DATABASE_URL: database.url,
    LOG_LEVEL: 'silent',
    ...settings,
  });
  const log = createLog('test', config);
  const { db, close } = openDatabase(database.url, log, 5);
  const queue = await openQueue(database.url, log);
  const time = { now: new Date('2026-11-24T03:00:00Z') };
  const context: Context = {
    config,
    db,
    queue,
    storage: openStorage(config.storage),
    log,
    clock: () => time.now,
  };
  const app: FastifyInstance = await buildApp(context);

  return {
    app,
    context,
    /** what `clock` answers */
    time,
    /** A browser with its own cookies; signed in with a role, or a passer-by. */
    async as(role: Role | null): Promise<Browser> {
      const cookies: Record<string, string> = {};
      const accountId = role && (await newAccount(context, role));
      if (accountId) cookies[SESSION_COOKIE] = await openSession(context, accountId, STAYS);
      return browser(app, cookies);
    },
    async close() {
      await app.close();
      await queue.stop();
      await close();
      await database.drop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

export type Browser = Request & {
  /** by name; those of another browser may be put in */
  cookies: Record<string, string>;
};
type Request = (
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD',
  url: string,
  body?: InjectOptions['payload'],
  headers?: Record<string, string>,
) => Promise<{
  status: number;
  headers: Record<string, unknown>;
  text: string;
  raw: Buffer;
  body: ReturnType<JSON['parse']>;
}>;

function browser(app: FastifyInstance, cookies: Record<string, string>): Browser {
  const request: Request = async (method, url, payload, headers = {}) => {
    const reply = await app.inject({
      method,
      url,
      cookies,
      headers,
      ...(payload !== undefined && { payload }),
    });
    for (const { name, value } of reply.cookies) cookies[name] = value;
    const isJson = reply.headers['content-type']?.toString().startsWith('application/json') && reply.payload;
    const body = isJson ? JSON.parse(reply.payload) : null;
    return {
      status: reply.statusCode,
      headers: reply.headers,
      text: reply.payload,
      raw: reply.rawPayload,
      body,
    };
  };
  return Object.assign(request, { cookies });
}

async function newAccount({ db, config, clock }: Context, role: Role): Promise<string> {
  const email = `${crypto.randomUUID()}@example.org`;
  const account = await insertAccount(db, { email, name: role, role, passwordHash: '-' });
  if (!account) throw new Error('A random address is taken.');
  if (role !== 'resident') return account.id;
  const consent = { kind: 'privacy', version: config.privacy.since, given: true, at: clock() } as const;
  await recordConsent(db, account.id, consent);
  return account.id;
}
