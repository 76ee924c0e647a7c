/** The settings of the privacy policy, for `server/config.ts`. Pure. */
import { ConfigError, type Env } from '../config-error.ts';

export type PrivacyConfig = {
  /** 시행일, from which the policy holds as it stands: `YYYY-MM-DD`. A new one asks everybody for consent anew */
  since: string;
};

/** When the text of the policy was last written anew. */
const WRITTEN = '2026-12-01';

/** @throws {ConfigError} */
export function privacyFrom(env: Env): PrivacyConfig {
  const since = env.PRIVACY_SINCE?.trim() || WRITTEN;
  if (!isDay(since)) throw new ConfigError('PRIVACY_SINCE: expected a day like 2026-11-30.');
  return { since };
}

const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
