/** What the tab in charge does next with the queue. */
import { isEnding, type UploadItem } from './item.ts';

/**
 * Short calls (draft, finish, cancel) must wait neither behind a file of hours nor behind one that is read before it
 * is sent; each lane does one at a time.
 */
type Lane = 'check' | 'errand' | 'transfer';

function laneOf(item: UploadItem): Lane {
  if (isEnding(item)) return 'errand';
  if (item.step === 'check') return 'check';
  return item.step === 'send' ? 'transfer' : 'errand';
}

/** Whether it is the queue's turn to act, now or after the wait for a retry. */
function isOpen(item: UploadItem): boolean {
  if (isEnding(item)) return true;
  if (item.step === 'done' || item.refused) return false;
  if (item.step === 'check') return item.same === null;
  return item.step !== 'send' || (item.wish === 'go' && !item.fileMissing);
}

/**
 * The items to begin with now, given those already at work: at most one in each lane, oldest first.
 * A transfer that waits for a retry keeps its place: on a line that drops, the next file would fail as well.
 */
export function nextItems(
  items: readonly UploadItem[],
  atWork: ReadonlySet<number>,
  now: number,
): UploadItem[] {
  const taken = new Set(items.filter((item) => atWork.has(item.id)).map(laneOf));
  const next: UploadItem[] = [];
  for (const item of items) {
    const lane = laneOf(item);
    if (atWork.has(item.id) || taken.has(lane) || !isOpen(item)) continue;
    const isDue = item.retryAt === null || item.retryAt <= now;
    if (isDue) next.push(item);
    if (isDue || lane === 'transfer') taken.add(lane);
  }
  return next;
}

/** Whether a transfer or a check at work must stop, because somebody paused, cancelled or removed it. */
export function mustStop(item: UploadItem | undefined): boolean {
  if (item === undefined) return true;
  return item.step === 'check' ? isEnding(item) : item.step === 'send' && item.wish !== 'go';
}

/** When to look again: the earliest retry that lies ahead; null without one. */
export function nextLook(items: readonly UploadItem[], now: number): number | null {
  const ahead = items.map((item) => item.retryAt).filter((at): at is number => at !== null && at > now);
  return ahead.length === 0 ? null : Math.min(...ahead);
}
