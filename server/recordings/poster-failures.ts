/** Why a poster could not be made, in words that staff can act on. */
import type { FailureCode, RejectionCode } from '../contract/vocabulary.ts';
import { failureMessage } from './failures.ts';

const OWN: Partial<Record<RejectionCode | FailureCode, { ko: string; en: string }>> = {
  format: {
    ko: '그림을 읽을 수 없습니다. JPEG, PNG, WebP로 다시 저장해 올려 주세요.',
    en: 'The picture cannot be read. Save it again as JPEG, PNG or WebP and upload it.',
  },
  pixels: {
    ko: '그림의 크기가 알맞지 않습니다. 가로와 세로가 각각 160픽셀 이상이고 모두 6,400만 화소 이하인 그림을 올려 주세요.',
    en: 'The size of the picture does not fit. Upload one of at least 160 pixels each way, and at most 64 megapixels.',
  },
  ffmpeg: {
    ko: '그림을 만들지 못했습니다. 다시 시도하고, 되풀이되면 다른 장면이나 그림을 골라 주세요.',
    en: 'The picture could not be made. Try again, or choose another frame or picture if it happens again.',
  },
};

/** @param code of a rejection or failure, as the database keeps it */
export const posterMessage = (code: string): { ko: string; en: string } =>
  OWN[code as keyof typeof OWN] ?? failureMessage(code);
