/** A number large, with its definition one tap away. */
import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { t } from '../i18n/i18n.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import styles from './figures.module.css';
import { definitionOf, nameOf, type Term } from './term.ts';

interface CardProps {
  term: Term;
  /** the number with its unit; undefined while it is on its way */
  text: string | undefined;
  /** other words of the card that have a definition */
  others?: readonly Term[];
  /** what belongs to the number, as `dd` */
  children?: ComponentChildren;
}

export function Card({ term, text, others = [], children }: CardProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const name = nameOf(term);
  return (
    <div class={styles.figure}>
      <dt class={styles.name}>
        {name}
        <button
          type="button"
          class={styles.question}
          aria-expanded={open}
          aria-controls={id}
          aria-label={t('statistics.definition', { name })}
          onClick={() => setOpen(!open)}
        >
          <span aria-hidden="true">?</span>
        </button>
      </dt>
      <dd class={styles.value}>{text ?? <Skeleton width="12rem" height="3.6rem" />}</dd>
      {children}
      <dd id={id} class={styles.definition} hidden={!open}>
        <p>{definitionOf(term)}</p>
        {others.map((other) => (
          <p key={other}>
            <strong>{nameOf(other)}</strong> {definitionOf(other)}
          </p>
        ))}
      </dd>
    </div>
  );
}
