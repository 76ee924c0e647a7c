/** What stands where content would: loading, nothing there, something went wrong. */
import type { ComponentChildren } from 'preact';
import type { ApiFailure } from '../api.ts';
import { language, t } from '../i18n/i18n.ts';
import { Button, ButtonLink } from './button.tsx';
import { Icon } from './icon.tsx';
import styles from './notes.module.css';

/** Says to screen readers that something is loading; the eye sees skeletons. */
export function Loading() {
  return (
    <p class="visually-hidden" role="status">
      {t('frame.loading')}
    </p>
  );
}

interface ErrorNoteProps {
  error: ApiFailure;
  onRetry?: () => void;
  /** where to go instead when there is no such thing, and asking again is no use */
  back?: { label: string; href: string };
}

/** Why something could not be loaded, and the way out. */
export function ErrorNote({ error, onRetry, back }: ErrorNoteProps) {
  if (back && error.isMissing) {
    return (
      <div class={styles.note} role="alert">
        <Icon name="alert" size={32} />
        <p>{error.words[language.value]}</p>
        <ButtonLink href={back.href}>{back.label}</ButtonLink>
      </div>
    );
  }
  return (
    <div class={styles.note} role="alert">
      <Icon name="alert" size={32} />
      <p>{error.words[language.value]}</p>
      {onRetry && (
        <Button onClick={onRetry}>
          <Icon name="retry" size={20} />
          {t('frame.retry')}
        </Button>
      )}
    </div>
  );
}

/** There is nothing; `children` says what to do about it. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class={styles.note}>
      <p class={styles.title}>{title}</p>
      {children}
    </div>
  );
}
