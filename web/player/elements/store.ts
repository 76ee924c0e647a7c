/** media-chrome's store, with what it cannot know: the lecture's true length, its chapters, our way to seek. */
import { createMediaStore } from 'media-chrome/dist/media-store/media-store.js';
import { stateMediator } from 'media-chrome/dist/media-store/state-mediator.js';
import type { ChapterSpan } from '../chapter-spans.ts';
import type { Media } from '../media.ts';

/** The store of one player; `chapters` is asked each time, since titles follow the language. */
export function createStore(
  video: HTMLVideoElement,
  whole: HTMLElement,
  media: Media,
  chapters: () => ChapterSpan[],
) {
  const total = () => media.total.peek();
  return createMediaStore({
    media: video,
    fullscreenElement: whole,
    documentElement: document,
    // Ours are kept in preferences.ts, with the speed.
    options: { noVolumePref: true, noMutedPref: true, noSubtitlesLangPref: true },
    stateMediator: {
      ...stateMediator,
      // A playlist that still grows ends before the lecture does, and is no broadcast.
      mediaDuration: { ...stateMediator.mediaDuration, get: () => total() || Number.NaN },
      mediaSeekable: {
        ...stateMediator.mediaSeekable,
        get: () => (total() > 0 ? [0, total()] : undefined),
      },
      mediaStreamType: { ...stateMediator.mediaStreamType, get: () => 'on-demand' },
      mediaCurrentTime: { ...stateMediator.mediaCurrentTime, set: (to: number) => media.seek(to) },
      mediaChaptersCues: { get: chapters, mediaEvents: ['loadstart', 'loadedmetadata', 'durationchange'] },
    },
  });
}
