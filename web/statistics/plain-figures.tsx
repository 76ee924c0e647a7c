/** Numbers large, without change or days. */
import { Card } from './card.tsx';
import styles from './figures.module.css';
import type { Term } from './term.ts';

interface PlainFigure {
  term: Term;
  /** the number with its unit; undefined while it is on its way */
  text: string | undefined;
}

export function PlainFigures({ figures }: { figures: readonly PlainFigure[] }) {
  return (
    <dl class={styles.figures}>
      {figures.map(({ term, text }) => (
        <Card key={term} term={term} text={text} />
      ))}
    </dl>
  );
}
