/** What staff choose about publishing, as fields, and as the API takes it. Pure. */
import type { Lecture, LectureChange } from '../../server/contract/lectures.ts';
import type { Visibility } from '../../server/contract/vocabulary.ts';
import { fieldOf, instantOf } from './seoul-time.ts';

/** To whom a lecture can be published, in the order in which it is offered. */
export const PUBLISHED = ['public', 'unlisted', 'signed_in', 'audience'] as const satisfies Visibility[];
export type Published = (typeof PUBLISHED)[number];

export interface PublishForm {
  visibility: Published;
  /** as `datetime-local` fields, in Korean time; empty = at once, for good */
  from: string;
  until: string;
}

/** A draft is offered to everyone: that is what most lectures are for. */
export const publishForm = ({ visibility, publicFrom, publicUntil }: Lecture): PublishForm => ({
  visibility: visibility === 'draft' ? 'public' : visibility,
  from: fieldOf(publicFrom),
  until: fieldOf(publicUntil),
});

export const publishChange = ({ visibility, from, until }: PublishForm): LectureChange => ({
  visibility,
  publicFrom: instantOf(from),
  publicUntil: instantOf(until),
});

type Publishing = Pick<Lecture, 'visibility' | 'publicFrom' | 'publicUntil'>;

/** What of a lecture the form is about, as whoever fills it in has seen it. */
export const seenPublishing = ({ visibility, publicFrom, publicUntil }: Lecture): Publishing => ({
  ...{ visibility, publicFrom, publicUntil },
});

/** Whether somebody else has published it otherwise since it was seen. */
export const isOtherwise = (seen: Publishing, now: Publishing): boolean =>
  seen.visibility !== now.visibility ||
  seen.publicFrom !== now.publicFrom ||
  seen.publicUntil !== now.publicUntil;

/** What is wrong with the end; null when nothing is. */
export function untilFault({ from, until }: PublishForm, now: Date): 'untilBeforeFrom' | 'untilOver' | null {
  if (until === '') return null;
  if (from !== '' && until <= from) return 'untilBeforeFrom';
  return until <= fieldOf(now.toISOString()) ? 'untilOver' : null;
}

/** Whether it will be published later and not at once. */
export const isLater = ({ from }: PublishForm, now: Date): boolean => from > fieldOf(now.toISOString());
