/** What a failed step means for the queue. */
import type { ApiError } from '../../../server/contract/errors.ts';
import { ApiFailure } from '../../api.ts';
import type { NewUploadItem, UploadItem } from './item.ts';

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 30_000;

/** A request of the queue that did not succeed. */
export class StepError extends Error {
  /** HTTP status; null when no answer came */
  readonly status: number | null;
  /** what the server said; null when it said nothing we can read */
  readonly said: ApiError | null;

  constructor(status: number | null, said: ApiError | null, cause?: unknown) {
    super(`upload step failed with ${status ?? 'no answer'}`, { cause });
    this.name = 'StepError';
    this.status = status;
    this.said = said;
  }
}

/** A failure of an API call or of tus in one form; null for a fault of ours. */
export function stepErrorOf(error: unknown): StepError | null {
  if (error instanceof StepError) return error;
  if (!(error instanceof ApiFailure)) return null;
  const { code, words: message } = error;
  return code === 'offline'
    ? new StepError(null, null, error)
    : new StepError(error.status, { code, message }, error);
}

/**
 * - `again`: the line or the server has trouble; try later
 * - `anew`: the server no longer has this upload; send it from the beginning
 * - `resend`: bytes are missing after all; go on sending
 * - `differs`: what arrived is not the file; a person must say that it be sent from the beginning
 * - `refused`: trying again would get the same answer; a person must act
 */
export type Verdict = 'again' | 'anew' | 'resend' | 'differs' | 'refused';

/** Status codes that pass: time-outs, too many requests, and a session that ended until somebody signs in again. */
const PASSING = new Set([401, 408, 425, 429]);
/** While sending also a tus offset or lock that a dying request still holds. */
const PASSING_WHILE_SENDING = new Set([409, 423, 460]);

/** Judges a failure of an item's step. */
export function verdictOf(
  { status, said }: Pick<StepError, 'status' | 'said'>,
  { step, uploadUrl }: Pick<UploadItem, 'step' | 'uploadUrl'>,
): Verdict {
  if (step === 'finish' && said?.code === 'upload_incomplete') return 'resend';
  if (step === 'finish' && said?.code === 'checksum_mismatch') return 'differs';
  if (status === null || status >= 500 || PASSING.has(status)) return 'again';
  if (status === 410) return 'anew';
  if (step !== 'send') return 'refused';
  // without an address it was not the upload that is missing, but its lecture
  if (status === 404) return uploadUrl === null ? 'refused' : 'anew';
  return isCut(status, step) ? 'again' : 'refused';
}

/** A browser repeats a request by itself when its connection is cut: by then the server has more than that one knows. */
const isCut = (status: number | null, step: UploadItem['step']): boolean =>
  step === 'send' && status !== null && PASSING_WHILE_SENDING.has(status);

/** Milliseconds before the attempt after so many failures in a row: 1, 2, 4 … at most 30 s. */
export function retryDelay(failures: number): number {
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.max(0, failures - 1));
}

/** How an item goes on after a failure. */
export function afterFailure(
  item: Pick<UploadItem, 'step' | 'attempts' | 'wish' | 'uploadUrl'>,
  error: StepError,
  now: number,
): Partial<NewUploadItem> {
  // what the server says to a repeated request is nothing that anybody could mend: it was the line
  const trouble = isCut(error.status, item.step) ? null : (error.said?.message ?? null);
  const attempts = item.attempts + 1;
  const later = { attempts, retryAt: now + retryDelay(attempts), trouble };
  switch (verdictOf(error, item)) {
    case 'again':
      return later;
    case 'anew':
      return { ...later, step: 'send', uploadUrl: null, sent: 0 };
    case 'resend':
      return { ...later, step: 'send' };
    case 'differs':
      // read anew as well: the file may have changed while it was sent
      return {
        ...{ attempts, retryAt: null, trouble, refused: true },
        ...{ step: 'send', uploadUrl: null, sent: 0, sha256: null },
      };
    case 'refused':
      // A cancel that the server refuses is given up: the item goes on as if it had not been asked for.
      return {
        attempts,
        retryAt: null,
        trouble,
        refused: true,
        wish: item.wish === 'pause' ? 'pause' : 'go',
      };
  }
}
