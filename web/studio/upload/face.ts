/** What an item in the queue shows: one phrase that is true, and what can be done about it. */
import { isEnding, type UploadItem } from './item.ts';

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

/** @param moving whether bytes of it are on their way right now */
export function faceOf(item: UploadItem, moving: boolean): Face {
  if (isEnding(item)) return 'ending';
  if (item.step === 'done') return 'done';
  if (item.refused) return 'refused';
  if (item.step === 'check' && item.same !== null) return 'same';
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
