import { t } from '../i18n/i18n.ts';
import styles from './figures.module.css';

/** A number in a table, and under it the one it is compared with. @param before undefined when with none */
export function ComparedCell({ now, before }: { now: string; before: string | undefined }) {
  if (before === undefined) return <>{now}</>;
  return (
    <>
      {now}
      <br />
      <span class={styles.before}>{t('statistics.besides', { value: before })}</span>
    </>
  );
}
