import styles from './frame.module.css';
import type { Frame } from './storyboard.ts';

/** A frame of a lecture, cut from its sheet; for the eye, as words beside it say what is there. */
export function FrameShot({ frame }: { frame: Frame }) {
  const { url, x, y, width, height } = frame;
  return (
    <svg
      class={styles.frame}
      viewBox={`${x} ${y} ${width} ${height}`}
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
      focusable="false"
    >
      <image href={url} />
    </svg>
  );
}
