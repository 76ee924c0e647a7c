/** What an item in the queue shows: one phrase that is true, and what can be done about it. */
import { isAsking, isEnding, type UploadItem } from './item.ts';

export type Face =
  | 'checking'
  | 'same'
  | 'waiting'
  | 'sending'
  | 'paused'
  | 'retrying'
  | 'file_closed'
  | 'file_missing'
  | 'finishing'
  | 'refused'
  | 'ending'
  | 'done';

/** Whether a share of it says something: bytes of it have left, or are about to. */
export const WITH_BAR: Readonly<Record<Face, boolean>> = {
  checking: false,
  same: false,
  waiting: false,
  sending: true,
  paused: true,
  retrying: true,
  file_closed: true,
  file_missing: true,
  finishing: false,
  refused: false,
  ending: false,
  done: false,
};

/** The word of a lecture's own line, which is short: the dock says what is to be done. @returns key of the studio's words */
export function wordOf(face: Face) {
  switch (face) {
    case 'retrying':
      return 'studio.stateRetrying';
    case 'same':
      return 'studio.stateSame';
    case 'file_closed':
    case 'file_missing':
      return 'studio.face_paused';
    case 'done': // of which the page has yet to hear
      return 'studio.face_finishing';
    default:
      return `studio.face_${face}` as const;
  }
}

/** @param moving whether bytes of it are on their way right now */
export function faceOf(item: UploadItem, moving: boolean): Face {
  if (isEnding(item)) return 'ending';
  if (item.step === 'done') return 'done';
  if (item.refused) return 'refused';
  if (isAsking(item)) return 'same';
  if (item.step === 'send' && item.fileMissing) return item.handle ? 'file_closed' : 'file_missing';
  if (item.step === 'send' && item.wish === 'pause') return 'paused';
  if (item.retryAt !== null && !moving) return 'retrying';
  if (item.step === 'check') return 'checking';
  if (item.step === 'finish') return 'finishing';
  return moving ? 'sending' : 'waiting';
}

/** Share of the bytes that were sent, 0–1; an empty file counts as sent. */
export function shareSent(item: Pick<UploadItem, 'bytes' | 'sent'>, moving: number | undefined): number {
  return item.bytes === 0 ? 1 : Math.min(1, Math.max(item.sent, moving ?? 0) / item.bytes);
}
