/** What lock screens, head sets and media keys know of the lecture, and what they may do with it. */
import { effect } from '@preact/signals';
import type { Media } from './media.ts';

/** What plays, in the reader's words. */
export interface Playing {
  title: string;
  instructor: string;
  course: string;
  poster: string | null;
}

/** As the player's own buttons, s. */
const SKIP = 10;

export function describe({ title, instructor, course, poster }: Playing): void {
  if (!('mediaSession' in navigator)) return;
  navigator.mediaSession.metadata = new MediaMetadata({
    title,
    artist: instructor,
    album: course,
    artwork: poster ? [{ src: poster }] : [],
  });
}

/**
 * Lets the device's own controls drive `media` until the answered function is called.
 * @param toNext opens the next lecture; null where there is none
 */
export function controlByDevice(media: Media, toNext: (() => void) | null): () => void {
  if (!('mediaSession' in navigator)) return () => undefined;
  const { mediaSession } = navigator;
  const handlers: Partial<Record<MediaSessionAction, MediaSessionActionHandler>> = {
    play: () => media.play(),
    pause: () => media.pause(),
    seekbackward: ({ seekOffset }) => media.skip(-(seekOffset ?? SKIP)),
    seekforward: ({ seekOffset }) => media.skip(seekOffset ?? SKIP),
    seekto: ({ seekTime }) => seekTime !== undefined && media.seek(seekTime),
    ...(toNext && { nexttrack: toNext }),
  };
  const set = (action: string, handler: MediaSessionActionHandler | null) => {
    try {
      mediaSession.setActionHandler(action as MediaSessionAction, handler);
    } catch {
      // This browser has no such button.
    }
  };
  for (const [action, handler] of Object.entries(handlers)) set(action, handler);

  const unfollow = effect(() => {
    mediaSession.playbackState = media.paused.value ? 'paused' : 'playing';
    const duration = media.total.value;
    const position = Math.min(media.time.value, duration);
    if (duration > 0) mediaSession.setPositionState({ duration, position, playbackRate: media.rate.value });
  });
  return () => {
    unfollow();
    for (const action of Object.keys(handlers)) set(action, null);
    mediaSession.metadata = null;
    mediaSession.playbackState = 'none';
  };
}
