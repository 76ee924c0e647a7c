/** The two ways in which a transcode ends badly, and the codes they are known by. */
import type { FailureCode, RejectionCode } from '../server/contract/vocabulary.ts';
import { hasCode } from '../server/errors.ts';

/** The file itself cannot become a lecture: said at once, never tried again. */
export class Rejection extends Error {
  override name = 'Rejection';
  readonly code: RejectionCode;
  constructor(code: RejectionCode, detail: string, options?: ErrorOptions) {
    super(`${code}: ${detail}`, options);
    this.code = code;
  }
}

/** Something of ours went wrong: tried again a few times before it is said. */
export class Failure extends Error {
  override name = 'Failure';
  readonly code: FailureCode;
  constructor(code: FailureCode, detail: string, options?: ErrorOptions) {
    super(`${code}: ${detail}`, options);
    this.code = code;
  }
}

/** The attempt works for nothing: cancelled, taken over, or the worker stops. No failure of anybody. */
export class Abandoned extends Error {
  override name = 'Abandoned';
}

/** The code staff will read, whatever was thrown. Pure. */
export function failureCode(error: unknown): FailureCode {
  const causes: Error[] = [];
  for (let at: unknown = error; at instanceof Error; at = at.cause) causes.push(at);
  if (causes.some((cause) => hasCode(cause, 'ENOSPC', 'EDQUOT'))) return 'disk_full';
  return causes.find((cause) => cause instanceof Failure)?.code ?? 'internal';
}
