import type { Media } from '../../player/media.ts';

/** Plays from one time to another (s), and stops there unless somebody stopped or moved it before. */
export function playLine(media: Media, from: number, to: number): void {
  const { video } = media;
  if (!video) return;
  media.seek(from);
  media.play();
  let begun = false;
  const look = () => {
    const { currentTime, paused, seeking } = video;
    if (media.video !== video || (begun && paused) || (begun && !seeking && currentTime < from - 0.5)) return;
    begun ||= !paused && !seeking;
    if (begun && currentTime >= to) video.pause();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
