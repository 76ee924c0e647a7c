/** What a lecture says where: its chapters and its captions. */
import type { Chapter, Playback } from '../../server/contract/playback.ts';
import type { Language } from '../../server/contract/vocabulary.ts';
import { api } from '../api.ts';
import { type Cue, currentAt, parseCues } from '../player/vtt.ts';

export interface Said {
  chapters: readonly Chapter[];
  /** empty without captions */
  cues: readonly Cue[];
}

/**
 * Loads them, captions in the reader's language where there are some. Captions that cannot be read are left out:
 * the numbers do not depend on them.
 */
export async function loadSaid(lectureId: string, reader: Language, signal: AbortSignal): Promise<Said> {
  const path = `/api/lectures/${lectureId}/playback`;
  const { chapters, captions } = await api.get<Playback>(path, {}, signal);
  const track = captions.find(({ language }) => language === reader) ?? captions[0];
  if (!track) return { chapters, cues: [] };
  const file = await fetch(track.url, { signal }).catch((cause: unknown) => {
    if (signal.aborted) throw cause;
    return null;
  });
  return { chapters, cues: file?.ok ? parseCues(await file.text()) : [] };
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
