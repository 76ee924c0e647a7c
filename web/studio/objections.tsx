import { t } from '../i18n/i18n.ts';
import { Icon } from '../ui/icon.tsx';
import styles from './objections.module.css';

/** The files that were not taken, and why. */
export function Objections({ sentences }: { sentences: readonly string[] }) {
  return (
    <div role="alert">
      {sentences.length > 0 && (
        <div class={styles.box}>
          <p class={styles.title}>
            <Icon name="alert" size={20} />
            {t('studio.uploadRefused')}
          </p>
          <ul>
            {sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
