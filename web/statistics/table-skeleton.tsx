import { Skeleton } from '../ui/skeleton.tsx';
import styles from './statistics.module.css';

/** A table that is on its way, as high as it will be with so many rows. */
export function TableSkeleton({ rows }: { rows: number }) {
  return (
    <div class={styles.rows}>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={String(row)} height="4.2rem" />
      ))}
    </div>
  );
}
