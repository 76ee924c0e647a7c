/** What a logout token of the institution's provider says (OpenID Connect Back-Channel Logout 1.0 §2.4, §2.6). Pure. */
import type { Claims } from './roles.ts';

/** Whose sessions are over: all of a person's, or the one they call by `sid`; one of the two is said at least. */
export type Ended = { subject: string | null; sid: string | null };

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';

/** @param claims of a token whose signature, issuer, audience and time were checked. @returns null when it is none */
export function endedBy({ sub, sid, events, nonce }: Claims): Ended | null {
  const isLogout = typeof events === 'object' && events !== null && Object.hasOwn(events, EVENT);
  // an ID token is no logout token: it has a nonce, and tells of no event
  if (!isLogout || nonce !== undefined) return null;
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  const ended = { subject: text(sub), sid: text(sid) };
  return ended.subject === null && ended.sid === null ? null : ended;
}
