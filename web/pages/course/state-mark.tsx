import styles from './state-mark.module.css';
import type { CourseState } from './where-to-go-on.ts';

const fills: Record<CourseState, string> = {
  not_started: '',
  watching: 'M12 5a7 7 0 0 0 0 14Z',
  completed: 'M12 5a7 7 0 1 0 0 14 7 7 0 0 0 0-14Z',
};

/** ○ ◐ ●: decoration beside the state in words. */
export function StateMark({ state }: { state: CourseState }) {
  return (
    <svg class={styles.mark} viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" stroke-width="2" />
      <path d={fills[state]} fill="currentColor" />
    </svg>
  );
}
