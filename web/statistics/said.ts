/** What a lecture says and shows where: its chapters, its captions, its storyboard. */
import type { Chapter, Playback } from '../../server/contract/playback.ts';
import type { Language } from '../../server/contract/vocabulary.ts';
import { api } from '../api.ts';
import { type Cue, currentAt, parseCues } from '../player/vtt.ts';
import { type Frame, framesIn } from './storyboard.ts';

export interface Said {
  chapters: readonly Chapter[];
  /** empty without captions */
  cues: readonly Cue[];
  /** empty without a storyboard */
  frames: readonly Frame[];
}

/**
 * Loads them, captions in the reader's language where there are some. What cannot be read is left out: the
 * numbers do not depend on it.
 */
export async function loadSaid(lectureId: string, reader: Language, signal: AbortSignal): Promise<Said> {
  const path = `/api/lectures/${lectureId}/playback`;
  const { chapters, captions, storyboard } = await api.get<Playback>(path, {}, signal);
  const track = captions.find(({ language }) => language === reader) ?? captions[0];
  const [words, pictures] = await Promise.all([textOf(track?.url, signal), textOf(storyboard, signal)]);
  const base = new URL(storyboard ?? '', location.href).href;
  return { chapters, cues: parseCues(words), frames: framesIn(pictures, base) };
}

/** A file's text; empty when there is no file, or none to be had. */
async function textOf(url: string | null | undefined, signal: AbortSignal): Promise<string> {
  if (!url) return '';
  const file = await fetch(url, { signal }).catch((cause: unknown) => {
    if (signal.aborted) throw cause;
    return null;
  });
  return file?.ok ? file.text() : '';
}

/** The chapter in which a second lies; undefined before the first. */
export const chapterAt = (chapters: readonly Chapter[], second: number): Chapter | undefined =>
  chapters[currentAt(chapters, second)];

/** What is being said in a stretch `[from, to)` of seconds: first what goes on at its beginning; empty in silence. */
export function sentenceIn(cues: readonly Cue[], from: number, to: number): string {
  const begun = cues[currentAt(cues, from)];
  if (begun && begun.end > from) return begun.text;
  return cues.find(({ start }) => start >= from && start < to)?.text ?? '';
}
