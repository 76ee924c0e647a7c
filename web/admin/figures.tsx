/** The four numbers, each with its definition one tap away. */
import { useId, useState } from 'preact/hooks';
import type { Overview } from '../../server/contract/statistics.ts';
import { t } from '../i18n/i18n.ts';
import { number } from '../ui/format.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import styles from './statistics.module.css';
import { watchTime } from './watch-time.ts';

const NAMES = ['views', 'viewers', 'watchTime', 'completions'] as const;
type Name = (typeof NAMES)[number];

/** While `overview` is undefined the numbers are on their way. */
export function Figures({ overview }: { overview: Overview | undefined }) {
  const texts: Record<Name, string> | undefined = overview && {
    views: t('admin.times', { n: number(overview.views) }),
    viewers: overview.viewers === null ? '–' : t('admin.people', { n: number(overview.viewers) }),
    watchTime: watchTime(overview.watchSeconds),
    completions: t('admin.people', { n: number(overview.completions) }),
  };
  return (
    <dl class={styles.figures}>
      {NAMES.map((name) => (
        <Figure key={name} name={name} text={texts?.[name]} />
      ))}
    </dl>
  );
}

function Figure({ name, text }: { name: Name; text: string | undefined }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const label = t(`admin.${name}`);
  return (
    <div class={styles.figure}>
      <dt class={styles.name}>
        {label}
        <button
          type="button"
          class={styles.question}
          aria-expanded={open}
          aria-controls={id}
          aria-label={t('admin.definition', { name: label })}
          onClick={() => setOpen(!open)}
        >
          <span aria-hidden="true">?</span>
        </button>
      </dt>
      <dd class={styles.value}>{text ?? <Skeleton width="12rem" height="3.6rem" />}</dd>
      <dd id={id} class={styles.definition} hidden={!open}>
        {t(`admin.${name}_definition`)}
      </dd>
    </div>
  );
}
