import { Loading } from '../../ui/notes.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './course-skeleton.module.css';

/** What the course says of itself, while it is loading. */
export function AboutSkeleton() {
  return (
    <div class={styles.about}>
      <Skeleton height="5.1rem" />
      <Skeleton height="18rem" />
      <Skeleton height="5.6rem" />
    </div>
  );
}

/** Its lectures, while they are loading. */
export function StepsSkeleton() {
  return (
    <div class={styles.steps}>
      <Loading />
      <Skeleton height="12.2rem" />
      <Skeleton height="12.2rem" />
      <Skeleton height="12.2rem" />
    </div>
  );
}
