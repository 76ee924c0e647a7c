/** How far something is: words, a share, the time left, and a bar. */
import { t } from '../i18n/i18n.ts';
import { duration, percent } from '../ui/format.ts';
import { ProgressBar } from '../ui/progress-bar.tsx';
import styles from './recording-state.module.css';

interface ShareProps {
  words: string;
  share: number;
  secondsLeft?: number | null;
  label: string;
}

export function Share({ words, share, secondsLeft, label }: ShareProps) {
  return (
    <>
      <p class={styles.words}>
        {words} <strong>{percent(share)}</strong>
        {secondsLeft != null && (
          <span class={styles.left}>
            {t('studio.timeLeft', { time: duration(Math.max(1, secondsLeft)) })}
          </span>
        )}
      </p>
      <ProgressBar share={share} label={label} />
    </>
  );
}
