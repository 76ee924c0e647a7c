/** Numbers large, without change or days. */
import { Skeleton } from '../ui/skeleton.tsx';
import styles from './figures.module.css';

interface PlainFigure {
  label: string;
  /** undefined while it is on its way */
  text: string | undefined;
}

export function PlainFigures({ figures }: { figures: readonly PlainFigure[] }) {
  return (
    <dl class={styles.figures}>
      {figures.map(({ label, text }) => (
        <div key={label} class={styles.plain}>
          <dt class={styles.name}>{label}</dt>
          <dd class={styles.value}>{text ?? <Skeleton width="12rem" height="3.6rem" />}</dd>
        </div>
      ))}
    </dl>
  );
}
