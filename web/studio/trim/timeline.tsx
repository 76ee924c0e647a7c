/** The whole recording at a glance: its pictures, what is taken out, and where the player stands. */
import type { Media } from '../../player/media.ts';
import { FrameShot } from '../../statistics/frame.tsx';
import { type Frame, frameAt } from '../../statistics/storyboard.ts';
import type { Cut } from './cuts.ts';
import styles from './trim.module.css';

/** Pictures side by side. */
const PICTURES = 8;

interface TimelineProps {
  media: Media;
  frames: readonly Frame[];
  cuts: readonly Cut[];
  /** where a part begins whose end is not marked yet, s */
  mark: number | null;
  /** s */
  duration: number;
}

/** For the eye and the pointer; the player's own seek bar and the list say and do the same. */
export function Timeline({ media, frames, cuts, mark, duration }: TimelineProps) {
  const time = media.time.value;
  const share = (seconds: number) => `${(Math.min(1, Math.max(0, seconds / duration)) * 100).toFixed(3)}%`;
  const seek = (event: PointerEvent) => {
    if (event.buttons === 0) return;
    const { left, width } = (event.currentTarget as Element).getBoundingClientRect();
    media.seek(((event.clientX - left) / width) * duration);
  };
  const taken =
    mark === null ? cuts : [...cuts, { id: 0, from: Math.min(mark, time), to: Math.max(mark, time) }];
  return (
    <div class={styles.timeline} aria-hidden="true" onPointerDown={seek} onPointerMove={seek}>
      <div class={styles.pictures}>
        {Array.from({ length: PICTURES }, (_, nth) => {
          const frame = frameAt(frames, ((nth + 0.5) / PICTURES) * duration);
          return frame && <FrameShot key={nth} frame={frame} />;
        })}
      </div>
      {taken.map(({ id, from, to }) => (
        <div key={id} class={styles.taken} style={{ left: share(from), width: share(to - from) }} />
      ))}
      <div class={styles.now} style={{ left: share(time) }} />
    </div>
  );
}
