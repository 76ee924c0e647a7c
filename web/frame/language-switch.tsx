import { language } from '../i18n/i18n.ts';
import { Icon } from '../ui/icon.tsx';
import styles from './language-switch.module.css';

/** Changes to the other of the two languages; named in that language, for those who look for it. */
export function LanguageSwitch({ class: outer }: { class?: string | undefined }) {
  const other = language.value === 'ko' ? 'en' : 'ko';
  return (
    <button
      type="button"
      class={outer}
      lang={other}
      onClick={() => {
        language.value = other;
      }}
    >
      <span class={styles.face}>
        <Icon name="globe" size={22} />
        {other === 'en' ? 'English' : '한국어'}
      </span>
    </button>
  );
}
