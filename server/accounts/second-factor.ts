/** The second step of a sign-in: a code of an authenticator app, or one that was written down. */
import { randomBytes } from 'node:crypto';
import { type Config, ConfigError } from '../config.ts';
import type { Context } from '../context.ts';
import type { SessionWay } from '../database/schema/sessions.ts';
import { Refusal } from '../errors.ts';
import type { AccountRow } from './account.ts';
import { attempt, ofCodes } from './attempts.ts';
import { type FactorKey, isSealed, openFactorKey, readFactorKey } from './factor-key.ts';
import {
  confirmFactor,
  hasFactor,
  hasSealed,
  holdFactor,
  insertCodes,
  keepSecret,
  markStep,
  plainFactors,
  sealedFactor,
  takeCode,
} from './second-factor-queries.ts';
import { noteChange } from './security-notices.ts';
import { stepOfCode } from './totp.ts';

type Parts = Pick<Context, 'db' | 'clock' | 'config'>;

/**
 * Whether an account needs one for what its role may do. Who came through the institution's provider does not: how well
 * it looks at people is its own business. Pure.
 */
export const isFactorDue = (
  { secondFactor }: Pick<Config, 'secondFactor'>,
  account: Pick<AccountRow, 'role' | 'secondFactor'>,
  way: SessionWay = 'password',
): boolean =>
  secondFactor === 'staff' && way === 'password' && account.role !== 'resident' && !account.secondFactor;

/**
 * Passes who has no second factor, and who shows a code of it: nobody is told that there is one who did not know the
 * password. Codes are slowed down by account: six digits are guessed by who may try a million.
 * @throws {Refusal} code_required without a code · wrong_code · too_many_tries
 */
export async function requireCode(parts: Parts, accountId: string, code: string | undefined): Promise<void> {
  if (!(await hasFactor(parts.db, accountId))) return;
  if (code === undefined) throw new Refusal('code_required');
  const typed = code.replace(/[\s-]/g, '').toLowerCase();
  await tryCode(parts, accountId, () =>
    parts.db.transaction(async (tx) => {
      if (!/^\d{6}$/.test(typed)) return takeCode(tx, accountId, typed);
      const factor = await holdFactor(tx, accountId, true);
      if (!factor) return false;
      const secret = await secretOf(parts, accountId, factor.secret);
      const step = stepOfCode(secret, typed, parts.clock(), factor.lastStep);
      if (step === null) return false;
      await markStep(tx, accountId, step);
      return true;
    }),
  );
}

/**
 * Puts the second factor that is being set up into use.
 * @returns codes for who loses the app, which are shown once
 * @throws {Refusal} not_found when none is being set up · wrong_code · too_many_tries
 */
export async function useFactor(
  parts: Parts & Pick<Context, 'queue'>,
  accountId: string,
  code: string,
): Promise<string[]> {
  const codes = Array.from({ length: 10 }, newCode);
  await tryCode(parts, accountId, () =>
    parts.db.transaction(async (tx) => {
      const factor = await holdFactor(tx, accountId, false);
      if (!factor) throw new Refusal('not_found');
      const now = parts.clock();
      const secret = await secretOf(parts, accountId, factor.secret);
      const step = stepOfCode(secret, code.replace(/\s/g, ''), now, factor.lastStep);
      if (step === null) return false;
      await markStep(tx, accountId, step);
      await confirmFactor(tx, accountId, now);
      await insertCodes(tx, accountId, codes);
      await noteChange(tx, parts, accountId, 'factor_on');
      return true;
    }),
  );
  return codes.map((one) => `${one.slice(0, 5)}-${one.slice(5)}`);
}

/** @param stored as the table has it @throws {Refusal} factor_key_away when the key is not that which it was kept under */
async function secretOf(
  { config }: Pick<Context, 'config'>,
  accountId: string,
  stored: Buffer,
): Promise<Buffer> {
  if (!isSealed(stored)) return stored;
  const key = await readFactorKey(config);
  const file = config.factorKeyFile;
  if (!key) throw away(`there is no ${file}: bring it back from a backup.`);
  try {
    return key.open(accountId, stored);
  } catch (cause) {
    throw away(`${file} is not the key of this second factor.`, cause);
  }
}

/** People are told what they can do; the log, what whoever runs it can. */
const away = (why: string, cause?: unknown) =>
  new Refusal('factor_key_away', [], { cause: new ConfigError(`SECOND_FACTOR_KEY_FILE: ${why}`, { cause }) });

/** Has the log say at start that no code of an app can be checked, before people learn of it one by one. */
export async function lookAtKey({ db, config, log }: Pick<Context, 'db' | 'config' | 'log'>): Promise<void> {
  const one = await sealedFactor(db);
  if (!one) return;
  await secretOf({ config }, one.accountId, one.secret).catch((err: unknown) =>
    log.error({ err }, 'second factors: no code of an app can be checked'),
  );
}

/**
 * The key that another second factor is kept under.
 * @throws {Refusal} factor_key_away when there are some already, whose key is not here: another one would only hide that
 */
export async function keyForFactor({ db, config }: Pick<Context, 'db' | 'config'>): Promise<FactorKey> {
  const key = await readFactorKey(config);
  if (key) return key;
  if (!(await hasSealed(db))) return openFactorKey(config);
  throw away(`there is no ${config.factorKeyFile}: bring it from where the first one was set up.`);
}

/** Keeps under the key what was stored before there was one. @returns how many */
export async function sealFactors({ db, config }: Pick<Context, 'db' | 'config'>): Promise<number> {
  return db.transaction(async (tx) => {
    const plain = await plainFactors(tx);
    if (plain.length === 0) return 0;
    const key = await keyForFactor({ db: tx, config });
    for (const { accountId, secret } of plain) await keepSecret(tx, accountId, key.seal(accountId, secret));
    return plain.length;
  });
}

async function tryCode(parts: Parts, accountId: string, passes: () => Promise<boolean>): Promise<void> {
  const passed = await attempt(parts, [ofCodes(accountId)], async () => (await passes()) || null);
  if (!passed) throw new Refusal('wrong_code', [{ field: 'code', message: 'wrong' }]);
}

/** Without letters that look like digits: Crockford's base32. */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';

/** 50 random bits. */
const newCode = (): string => Array.from(randomBytes(10), (byte) => LETTERS[byte % 32]).join('');
