/** Which of the element's caption tracks is shown. */
import type { CaptionLanguage, Language } from '../../server/contract/vocabulary.ts';
import type { CaptionStyle } from './caption-style.ts';
import { prefer, preferences } from './preferences.ts';

/**
 * Shows the captions of `language`, until the answered function is called; null shows none, and the browser need not
 * even load them. Chromium may show those of its own language besides, when media are loaded after that.
 */
export function showCaptions(video: HTMLVideoElement, language: CaptionLanguage | null): () => void {
  const captions = () => [...video.textTracks].filter(({ kind }) => kind === 'captions');
  const show = () => {
    for (const track of captions()) track.mode = track.language === language ? 'showing' : 'disabled';
  };
  const onChange = () => {
    if (captions().filter(({ mode }) => mode === 'showing').length > 1) show();
  };
  show();
  video.addEventListener('loadedmetadata', show);
  video.textTracks.addEventListener('change', onChange);
  return () => {
    video.removeEventListener('loadedmetadata', show);
    video.textTracks.removeEventListener('change', onChange);
  };
}

/** Under the edge, where no television would cut it off. */
const TOP_LINE = 1;
/** Where cues that were moved to the top stood before: their file may say so. */
const written = new WeakMap<VTTCue, VTTCue['line']>();

/** Shows captions at the top or where they were written; called again for cues that are loaded later. */
export function placeCaptions(video: HTMLVideoElement, place: CaptionStyle['place']): void {
  for (const track of video.textTracks) {
    if (track.kind !== 'captions') continue;
    for (const cue of (track.cues ?? []) as Iterable<VTTCue>) {
      if (!written.has(cue)) written.set(cue, cue.line);
      cue.line = place === 'top' ? TOP_LINE : (written.get(cue) ?? 'auto');
    }
  }
}

/** Of the languages there are: the one asked for, or else any, so that somebody who wants captions gets some. */
export function captionLanguage(
  wanted: CaptionLanguage | null,
  there: readonly CaptionLanguage[],
): CaptionLanguage | null {
  if (wanted === null) return null;
  return there.includes(wanted) ? wanted : (there[0] ?? null);
}

/** Captions off, or on in the reader's language where there is one. */
export function toggleCaptions(reader: Language): void {
  prefer({ captions: preferences.peek().captions === null ? reader : null });
}
