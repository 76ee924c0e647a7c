/** Which of the element's caption tracks is shown. */
import type { Language } from '../../server/contract/vocabulary.ts';
import { prefer, preferences } from './preferences.ts';

/** The language's own name, as a list of languages shows it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { ko: '한국어', en: 'English' };

/** Shows the captions of `language`; null shows none, and the browser need not even load them. */
export function showCaptions(video: HTMLVideoElement, language: Language | null): void {
  for (const track of video.textTracks) {
    if (track.kind !== 'captions') continue;
    track.mode = track.language === language ? 'showing' : 'disabled';
  }
}

/** Of the languages there are: the one asked for, or else any, so that somebody who wants captions gets some. */
export function captionLanguage(wanted: Language | null, there: readonly Language[]): Language | null {
  if (wanted === null) return null;
  return there.includes(wanted) ? wanted : (there[0] ?? null);
}

/** Captions off, or on in the reader's language where there is one. */
export function toggleCaptions(reader: Language): void {
  prefer({ captions: preferences.peek().captions === null ? reader : null });
}
