/** What is done about kept lectures when there is a network again. */
import type { Playback } from '../../server/contract/playback.ts';
import { ApiFailure, api } from '../api.ts';
import { transport } from '../player/reporter/transport.ts';
import { sendUnsent } from '../player/reporter/unsent.ts';
import { account } from '../session.ts';
import { forgetKept, isEnded, type KeptLecture, keptLectures, lastSession } from './kept.ts';

/** What is played without a network comes after a session that is no older than this, when there was one since. */
const FRESH_MS = 86_400_000;

/**
 * Reports first what was watched, since it was allowed then. Then asks of each kept lecture whether it still may be:
 * what may not, or is another person's, is removed.
 */
export async function reviewKept(): Promise<void> {
  const kept = await keptLectures();
  if (kept.length === 0) return;
  await sendUnsent();
  for (const one of kept) {
    try {
      await review(one);
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      if (isEnded(error)) await forgetKept(one.lecture.id);
      // without an answer nothing is known
    }
  }
}

async function review({ lecture: { id: lectureId }, playback, accountId }: KeptLecture): Promise<void> {
  const who = account.peek();
  if (who && accountId !== null && who.id !== accountId) return forgetKept(lectureId);
  await api.get<Playback>(`/api/lectures/${lectureId}/playback`);
  const { recordingId } = playback;
  const last = await lastSession(lectureId);
  const isFresh = last && Date.now() - Date.parse(last.at) < FRESH_MS;
  if (recordingId && !isFresh) await transport.begin({ lectureId, recordingId });
}
