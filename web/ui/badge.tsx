import type { ComponentChildren } from 'preact';
import styles from './badge.module.css';
import { cx } from './cx.ts';

export type BadgeTone = 'neutral' | 'primary' | 'success' | 'warning' | 'danger';

/** A word or two of state beside a title; the words carry the meaning, the tone only helps. */
export function Badge({ tone = 'neutral', children }: { tone?: BadgeTone; children: ComponentChildren }) {
  return <span class={cx(styles.badge, styles[tone])}>{children}</span>;
}
