import { Skeleton } from '../ui/skeleton.tsx';
import figure from './figure.module.css';
import styles from './statistics.module.css';

/** A chart in its figure that is on its way. */
export function FigureSkeleton() {
  return (
    <div class={figure.figure}>
      <div class={styles.rows}>
        <Skeleton width="70%" height="4rem" />
        <Skeleton height="34.8rem" />
      </div>
    </div>
  );
}
