/**
 * Who may watch a lecture, and when. Time is compared with the clock whenever somebody asks, so that nothing has to
 * happen for access to change. `may-watch-sql.ts` says the same to the database. Pure.
 */
import type { Audience, Phase, Visibility } from '../contract/vocabulary.ts';
import { Refusal } from '../errors.ts';
import type { AccountRow } from './account.ts';
import { isStaff } from './who.ts';

/** What of a lecture decides. */
export type Publication = {
  visibility: Visibility;
  /** null = at once */
  publicFrom: Date | null;
  /** null = for good */
  publicUntil: Date | null;
  /** since when it is in the bin */
  deletedAt: Date | null;
  audience: Audience;
};

/** Who wants to watch. */
export type Watcher = { signedIn: boolean; staff: boolean; audience: Audience | null };

/** Somebody without an account. */
export const PASSER_BY: Watcher = { signedIn: false, staff: false, audience: null };

export const watcherOf = (account: Pick<AccountRow, 'role' | 'audience'> | null): Watcher =>
  account ? { signedIn: true, staff: isStaff(account), audience: account.audience } : PASSER_BY;

/**
 * `sign_in`: with an account perhaps · `audience`: for others · `ended`: its time is over · `hidden`: not there, as
 * far as anybody is told
 */
export type Access = 'open' | 'sign_in' | 'audience' | 'ended' | 'hidden';

/** Whether somebody may watch it, with its address. Staff may watch what is not published, but nothing in the bin. */
export function accessOf(lecture: Publication, watcher: Watcher, now: Date): Access {
  if (lecture.deletedAt) return 'hidden';
  if (watcher.staff) return 'open';
  if (lecture.visibility === 'draft' || isUpcoming(lecture, now)) return 'hidden';
  if (isOver(lecture, now)) return 'ended';
  if (lecture.visibility === 'public' || lecture.visibility === 'unlisted') return 'open';
  if (!watcher.signedIn) return 'sign_in';
  return lecture.visibility === 'signed_in' || isMeantFor(lecture, watcher) ? 'open' : 'audience';
}

/**
 * @param audience the lecture's
 * @throws {Refusal} lecture_sign_in · lecture_audience with the audience · lecture_ended · not_found
 */
export function requireOpen(access: Access, audience: Audience): void {
  if (access === 'open') return;
  if (access === 'audience') {
    throw new Refusal('lecture_audience', [{ field: 'audience', message: audience }]);
  }
  throw new Refusal(
    access === 'sign_in' ? 'lecture_sign_in' : access === 'ended' ? 'lecture_ended' : 'not_found',
  );
}

/** Whether catalogue and search show it to somebody: it is published to be found, and they may watch it. */
export const isListed = (lecture: Publication, watcher: Watcher, now: Date): boolean =>
  isPublishedTo(lecture, watcher, now) && !isOver(lecture, now);

/** Whether it is published to be found by somebody, or was until its time was over. */
export const isPublishedTo = (lecture: Publication, watcher: Watcher, now: Date): boolean =>
  lecture.deletedAt === null &&
  visibilitiesListedTo(watcher).includes(lecture.visibility) &&
  !isUpcoming(lecture, now) &&
  (watcher.staff || lecture.visibility !== 'audience' || isMeantFor(lecture, watcher));

/** How it stands with the clock. */
export function phaseOf(
  lecture: Pick<Publication, 'visibility' | 'publicFrom' | 'publicUntil'>,
  now: Date,
): Phase {
  if (lecture.visibility === 'draft') return 'draft';
  if (isUpcoming(lecture, now)) return 'scheduled';
  return isOver(lecture, now) ? 'ended' : 'current';
}

/** Whether its time has not come yet. */
export const isUpcoming = ({ publicFrom }: Pick<Publication, 'publicFrom'>, now: Date): boolean =>
  publicFrom !== null && publicFrom > now;

const isOver = ({ publicUntil }: Pick<Publication, 'publicUntil'>, now: Date): boolean =>
  publicUntil !== null && publicUntil <= now;

const isMeantFor = ({ audience }: Publication, watcher: Watcher): boolean =>
  audience === 'everyone' || audience === watcher.audience;

/** Those that somebody may find without having their address. */
const LISTED: readonly Visibility[] = ['public', 'signed_in', 'audience'];

export const visibilitiesListedTo = ({ signedIn }: Watcher): readonly Visibility[] =>
  signedIn ? LISTED : ['public'];
