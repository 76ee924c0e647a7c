/** How long one stays signed in: who may do more is signed out sooner. Pure. */
import type { Role } from '../contract/vocabulary.ts';

/** Seconds: of quiet, and in all. */
export type SessionLimits = { idle: number; total: number };

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Residents have a phone of their own and nothing but their own; staff sit in offices where others pass by. In all it
 * is never under 20 hours, which nobody needs to be able to lengthen (WCAG 2.2.1).
 */
const LIMITS: Record<Role, SessionLimits> = {
  resident: { idle: 14 * DAY, total: 90 * DAY },
  staff: { idle: HOUR, total: DAY },
  administrator: { idle: 30 * MINUTE, total: DAY },
};

export const limitsOf = (role: Role): SessionLimits => LIMITS[role];

/** When a session was used, and when it ends. */
export type SessionEnds = {
  lastSeenAt: Date;
  idleSeconds: number;
  /** unless something is done */
  expiresAt: Date;
  /** whatever is done */
  endsAt: Date;
};

const on = (from: Date, seconds: number) => new Date(from.getTime() + seconds * 1000);
const earlier = (a: Date, b: Date) => (a < b ? a : b);

/** One that begins now. */
export function beginning({ idle, total }: SessionLimits, now: Date): SessionEnds {
  const endsAt = on(now, total);
  return { lastSeenAt: now, idleSeconds: idle, expiresAt: earlier(on(now, idle), endsAt), endsAt };
}

/** One that is used now. */
export function moved(
  { idleSeconds, endsAt }: SessionEnds,
  now: Date,
): Pick<SessionEnds, 'lastSeenAt' | 'expiresAt'> {
  return { lastSeenAt: now, expiresAt: earlier(on(now, idleSeconds), endsAt) };
}

/** A row is written once a minute at most, however many requests a page makes. */
const WRITTEN_SECONDS = 60;

export const isWorthMoving = ({ lastSeenAt }: SessionEnds, now: Date): boolean =>
  now >= on(lastSeenAt, WRITTEN_SECONDS);

/** Whole seconds until it ends: unless something is done, and whatever is done. */
export function secondsLeft({ expiresAt, endsAt }: SessionEnds, now: Date) {
  const until = (end: Date) => Math.max(0, Math.floor((end.getTime() - now.getTime()) / 1000));
  return { idle: until(expiresAt), total: until(endsAt) };
}
