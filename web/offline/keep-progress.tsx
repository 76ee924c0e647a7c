import { t } from '../i18n/i18n.ts';
import { Button } from '../ui/button.tsx';
import { bytes } from '../ui/format.ts';
import { ProgressBar } from '../ui/progress-bar.tsx';
import type { Keeping } from './keep.ts';
import styles from './offline.module.css';

/** How far a lecture is kept, and the way to stop it. */
export function KeepProgress({ keeping: { done, total, cancel } }: { keeping: Keeping }) {
  return (
    <div class={styles.parts}>
      <p>{t('offline.keepingNow')}</p>
      <ProgressBar share={done / total} label={t('offline.keepingNow')} />
      <p class={styles.numbers}>
        {t('offline.progress', { done: bytes(Math.min(done, total)), total: bytes(total) })}
      </p>
      <div>
        <Button onClick={cancel}>{t('offline.cancel')}</Button>
      </div>
    </div>
  );
}
