/** The failures that say that somebody may not watch a lecture. */
import type { ApiFailure } from '../../api.ts';

const CODES = ['lecture_sign_in', 'lecture_audience', 'lecture_ended'] as const;
export type Refusal = (typeof CODES)[number];

/** Which of them a failure is; none for all else. */
export const refusalIn = (failure: ApiFailure | undefined): Refusal | undefined =>
  CODES.find((code) => code === failure?.code);
