import type { ComponentChildren } from 'preact';
import { t } from '../i18n/i18n.ts';
import styles from './why-not.module.css';

/** “Why is this not complete?”: the answer opens under the question. */
export function WhyNot({ children }: { children: ComponentChildren }) {
  return (
    <details class={styles.why}>
      <summary>{t('pages.whyNot')}</summary>
      <div class={styles.answer}>{children}</div>
    </details>
  );
}
