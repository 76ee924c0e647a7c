import { percent } from './format.ts';
import styles from './progress-bar.module.css';

/** A share 0–1 as a bar; `label` is its name for screen readers. Without one it is decoration beside words. */
export function ProgressBar({ share, label }: { share: number; label?: string }) {
  const bounded = Math.min(1, Math.max(0, share));
  const fill = <span class={styles.fill} style={{ transform: `scaleX(${bounded})` }} />;
  if (label === undefined) {
    return (
      <span class={styles.bar} aria-hidden="true">
        {fill}
      </span>
    );
  }
  return (
    <span
      class={styles.bar}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(bounded * 100)}
      aria-valuetext={percent(bounded)}
    >
      {fill}
    </span>
  );
}
