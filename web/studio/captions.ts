/** Caption files on their way to the server: the file's own bytes, since only the server knows their encoding. */
import type { ApiError } from '../../server/contract/errors.ts';
import type { CaptionLanguage } from '../../server/contract/vocabulary.ts';
import { ApiFailure } from '../api.ts';

/** Where a lecture's captions of one language are. */
export function captionsPath(lectureId: string, language: CaptionLanguage): string {
  return `/api/lectures/${lectureId}/captions/${language}`;
}

/** Where what is being worked on is. */
export function draftPath(lectureId: string, language: CaptionLanguage): string {
  return `${captionsPath(lectureId, language)}/draft`;
}

/** The media type the API knows a caption file by. */
export function captionType(fileName: string): string {
  return /\.vtt$/iu.test(fileName) ? 'text/vtt' : 'application/x-subrip';
}

/** Bytes a caption file may have: a browser that is still sending more misses the server's answer. */
export const CAPTION_MAX_BYTES = 5 * 1024 ** 2;

/** Sends a caption file; rejects with `ApiFailure` (`caption_invalid` names the line). */
export async function putCaptions(lectureId: string, language: CaptionLanguage, file: File): Promise<void> {
  const response = await fetch(captionsPath(lectureId, language), {
    method: 'PUT',
    headers: { 'content-type': captionType(file.name) },
    body: await file.arrayBuffer(),
  }).catch((cause: unknown) => {
    throw new ApiFailure(0, { code: 'offline', message: OFFLINE }, cause);
  });
  if (response.ok) return;
  const reply = (await response.json().catch(() => null)) as ApiError | null;
  throw new ApiFailure(response.status, reply ?? { code: 'unavailable', message: OFFLINE });
}

const OFFLINE = {
  ko: '자막을 보내지 못했습니다. 인터넷 연결을 확인하고 다시 시도해 주세요.',
  en: 'The captions could not be sent. Check your connection and try again.',
};
