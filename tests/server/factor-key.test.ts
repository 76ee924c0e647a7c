/** Secrets of authenticator apps are kept under a key: whoever has the database alone has no codes. */
import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { eq } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { openFactorKey, readFactorKey } from '../../server/accounts/factor-key.ts';
import { hashPassword } from '../../server/accounts/passwords.ts';
import { insertAccount } from '../../server/accounts/queries.ts';
import { lookAtKey, sealFactors } from '../../server/accounts/second-factor.ts';
import { base32, hotp, stepOf } from '../../server/accounts/totp.ts';
import { parseConfig } from '../../server/config.ts';
import { secondFactors } from '../../server/database/schema/schema.ts';
import { testApp } from '../support/app.ts';

const platform = await testApp();
afterAll(platform.close);
const { db, config } = platform.context;
const file = config.factorKeyFile;
const PASSWORD = 'a long password';
const passwordHash = await hashPassword(PASSWORD);

async function person() {
  const email = `${crypto.randomUUID()}@example.org`;
  const account = await insertAccount(db, { email, name: '담당자', role: 'staff', passwordHash });
  const enter = async (code?: string) => {
    const body = { email, password: PASSWORD, ...(code !== undefined && { code }) };
    return (await platform.as(null))('POST', '/api/session', body);
  };
  return { id: account?.id ?? '', email, enter };
}
const code = (secret: Buffer) => hotp(secret, stepOf(platform.time.now));
const later = () => {
  platform.time.now = new Date(platform.time.now.getTime() + 30_000);
};
const storedOf = async (id: string) => {
  const [row] = await db.select().from(secondFactors).where(eq(secondFactors.accountId, id));
  return row?.secret ?? Buffer.alloc(0);
};
/** A second factor in use, kept as it was before there was a key. */
async function plain(id: string): Promise<Buffer> {
  const secret = randomBytes(20);
  await db.insert(secondFactors).values({ accountId: id, secret, confirmedAt: platform.time.now });
  return secret;
}

test('what an app is told stands nowhere in the database, and its codes are taken', async () => {
  const { email, enter, id } = await person();
  const browser = await platform.as(null);
  await browser('POST', '/api/session', { email, password: PASSWORD });
  const { secret } = (await browser('POST', '/api/me/second-factor', { password: PASSWORD })).body;
  const sealed = await storedOf(id);
  expect(sealed).toHaveLength(48);
  const opened = (await openFactorKey(config)).open(id, sealed);
  expect(base32(opened)).toBe(secret);
  expect(sealed.includes(opened)).toBe(false);
  expect((await browser('PUT', '/api/me/second-factor', { code: code(opened) })).status).toBe(200);
  later();
  expect((await enter(code(opened))).status).toBe(200);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('what was kept before there was a key is taken, and sealed once', async () => {
  const { enter, id } = await person();
  const secret = await plain(id);
  expect((await enter(code(secret))).status).toBe(200);
  expect(await Promise.all([sealFactors(platform.context), sealFactors(platform.context)])).toEqual(
    expect.arrayContaining([1, 0]),
  );
  expect(await storedOf(id)).toHaveLength(48);
  later();
  expect((await enter(code(secret))).status).toBe(200);
});

test('one that was put into another account’s row, or changed, lets nobody in', async () => {
  const [owner, thief] = [await person(), await person()];
  const secret = await plain(owner.id);
  await plain(thief.id);
  await sealFactors(platform.context);
  const set = (stored: Buffer) =>
    db.update(secondFactors).set({ secret: stored }).where(eq(secondFactors.accountId, thief.id));
  await set(await storedOf(owner.id));
  later();
  expect((await thief.enter(code(secret))).body.code).toBe('factor_key_away');
  const bent = Buffer.from(await storedOf(owner.id));
  bent.writeUInt8(bent.readUInt8(47) ^ 1, 47);
  const key = await openFactorKey(config);
  expect(() => key.open(owner.id, bent)).toThrow();
  expect((await owner.enter(code(secret))).status).toBe(200);
});

test('without its key nothing is made up: recovery codes open, apps wait until it is back', async () => {
  const { enter, id } = await person();
  const secret = await plain(id);
  await sealFactors(platform.context);
  renameSync(file, `${file}.away`);
  later();
  const lost = await enter(code(secret));
  expect(lost).toMatchObject({ status: 503, body: { code: 'factor_key_away' } });
  expect(lost.text).not.toContain(file);
  // another one that somebody begins does not make another key
  const other = await person();
  const browser = await platform.as(null);
  await browser('POST', '/api/session', { email: other.email, password: PASSWORD });
  expect((await browser('POST', '/api/me/second-factor', { password: PASSWORD })).status).toBe(503);
  expect(await readFactorKey(config)).toBeNull();
  // whoever runs it hears of it at the start
  const said: string[] = [];
  const log = {
    ...platform.context.log,
    error: (_: object, words: string) => void said.push(words),
  } as never;
  await lookAtKey({ ...platform.context, log });
  expect(said).toEqual(['second factors: no code of an app can be checked']);
  // another's key is told from it
  writeFileSync(file, `${'0'.repeat(64)}\n`);
  expect((await enter(code(secret))).status).toBe(503);
  renameSync(`${file}.away`, file);
  await lookAtKey({ ...platform.context, log });
  expect(said).toHaveLength(1);
  expect((await enter(code(secret))).status).toBe(200);
});

test('the key is made once, by whoever is first, and a file that holds none is refused', async () => {
  const own = parseConfig({ MADANG_DATA: `${config.data}/own`, SECOND_FACTOR_KEY_FILE: '' });
  expect(own.factorKeyFile).toBe(`${config.data}/own/second-factor-key`);
  const both = await Promise.all([openFactorKey(own), openFactorKey(own)]);
  expect(both[0]?.id).toBe(both[1]?.id);
  expect(readFileSync(own.factorKeyFile, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
  writeFileSync(own.factorKeyFile, 'a password');
  await expect(openFactorKey(own)).rejects.toThrow(/^SECOND_FACTOR_KEY_FILE: expected 64/);
});
