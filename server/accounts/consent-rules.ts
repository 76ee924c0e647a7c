/** What is asked and kept of consents as somebody signs up, signs in, and says something of themselves. */
import type { Config } from '../config.ts';
import type { Context } from '../context.ts';
import type { Role } from '../contract/vocabulary.ts';
import type { Db } from '../database/client.ts';
import { Refusal } from '../errors.ts';
import { heldConsent, isConsentDue, recordConsent } from './consents.ts';
import type { Link } from './link-queries.ts';

/** @param version of the policy that somebody read. @throws {Refusal} policy_changed when another holds by now */
export function requireCurrent({ since }: Config['privacy'], version: string): void {
  if (version !== since) throw new Refusal('policy_changed');
}

/** Whether an account is to be asked for the required consent. */
export async function consentDueOf(
  { db, config }: Pick<Context, 'db' | 'config'>,
  { id, role }: { id: string; role: Role },
): Promise<boolean> {
  return isConsentDue(role, await heldConsent(db, id, 'privacy'), config.privacy.since);
}

/** Keeps what somebody consented to who signs up; of links from before there were consents nothing is known. */
export async function recordConsents(tx: Db, accountId: string, link: Link, at: Date): Promise<void> {
  const { privacyVersion: version, traitsConsent } = link;
  if (version === null) return;
  await recordConsent(tx, accountId, { kind: 'privacy', version, given: true, at });
  await recordConsent(tx, accountId, { kind: 'traits', version, given: traitsConsent, at });
}
