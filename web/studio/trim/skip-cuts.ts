import { useEffect, useRef } from 'preact/hooks';
import type { Media } from '../../player/media.ts';
import { type Cut, goesOnAt } from './cuts.ts';

/** Seconds before the end at which there is nothing left to go on with. */
const END = 0.5;

/** While `on`, playing passes over what is taken out, and stops where all the rest is. */
export function useSkippedCuts(media: Media, cuts: readonly Cut[], duration: number, on: boolean): void {
  const newest = useRef(cuts);
  newest.current = cuts;
  const playing = !media.paused.value;
  useEffect(() => {
    if (!on || !playing) return;
    let frame = 0;
    const look = () => {
      const { video } = media;
      const next = video && !video.seeking ? goesOnAt(newest.current, video.currentTime) : null;
      if (next !== null && next > duration - END) video?.pause();
      else if (next !== null) media.seek(next);
      frame = requestAnimationFrame(look);
    };
    frame = requestAnimationFrame(look);
    return () => cancelAnimationFrame(frame);
  }, [media, on, playing, duration]);
}
