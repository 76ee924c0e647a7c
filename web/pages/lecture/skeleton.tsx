/** The lecture's page while it loads, in its true shape. */
import { Loading } from '../../ui/notes.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './lecture.module.css';

export function LectureSkeleton() {
  return (
    <div class={`content ${styles.page}`}>
      <Loading />
      <div class={styles.watch}>
        <div class={styles.player}>
          <Skeleton ratio="16 / 9" />
          <Skeleton height="8.8rem" />
        </div>
        <Skeleton height="100%" />
      </div>
      <div class={styles.under}>
        <div class={styles.about}>
          <Skeleton width="60%" height="4rem" />
          <Skeleton height="5rem" />
          <Skeleton height="8rem" />
        </div>
      </div>
    </div>
  );
}
