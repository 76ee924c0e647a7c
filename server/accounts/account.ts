/** An account as it is read from the database, and as it is told. */
import { sql } from 'drizzle-orm';
import type { Account } from '../contract/accounts.ts';
import type { Audience, Region, Role } from '../contract/vocabulary.ts';
import { accounts, secondFactors } from '../database/schema/schema.ts';

/** Columns of an `AccountRow`. */
export const ACCOUNT_COLUMNS = {
  id: accounts.id,
  email: accounts.email,
  name: accounts.name,
  role: accounts.role,
  audience: accounts.audience,
  region: accounts.region,
  notify: accounts.notify,
  secondFactor: sql<boolean>`exists (select from ${secondFactors} f
    where f.account_id = ${accounts.id} and f.confirmed_at is not null)`,
  hasPassword: sql<boolean>`${accounts.passwordHash} is not null`,
  createdAt: accounts.createdAt,
};

export type AccountRow = {
  id: string;
  email: string;
  name: string;
  role: Role;
  audience: Audience | null;
  region: Region | null;
  /** wants mails about their recordings */
  notify: boolean;
  /** signs in with a code of an app besides the password */
  secondFactor: boolean;
  /** may sign in here; otherwise through the institution alone */
  hasPassword: boolean;
  createdAt: Date;
};

export const shownAccount = (account: AccountRow): Account => ({
  ...account,
  createdAt: account.createdAt.toISOString(),
});
