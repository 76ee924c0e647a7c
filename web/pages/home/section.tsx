import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { t } from '../../i18n/i18n.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './section.module.css';

/** A part of home: heading, contents, and where there is more of it. */
export function Section(props: { title: string; more: string; children: ComponentChildren }) {
  const heading = useId();
  return (
    <section aria-labelledby={heading}>
      <div class={styles.top}>
        <h2 id={heading}>{props.title}</h2>
        <a class={styles.more} href={props.more}>
          <span class="visually-hidden">{props.title}</span>
          {t('pages.more')}
          <Icon name="right" size={18} />
        </a>
      </div>
      {props.children}
    </section>
  );
}
