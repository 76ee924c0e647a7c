import type { CaptionDraft } from '../../../server/contract/captions.ts';
import { t } from '../../i18n/i18n.ts';
import { dayAndTime } from '../../ui/format.ts';
import styles from './captions.module.css';
import type { Taken } from './taken.ts';

/** What has come in from another person or from this browser, and what the captions on the page are. */
export function TakenNote({ taken, loaded }: { taken: Taken | null; loaded: CaptionDraft }) {
  return (
    <>
      {loaded.origin === 'automatic' && <p class={styles.note}>{t('captions.automaticNote')}</p>}
      {loaded.savedAt && (
        <p class={styles.hint}>
          {t(loaded.savedBy ? 'captions.savedBy' : 'captions.savedEarlier', {
            name: loaded.savedBy ?? '',
            time: dayAndTime(loaded.savedAt),
          })}
        </p>
      )}
      <div role="status">
        {taken && (
          <p class={styles.note}>
            {taken.from === 'person'
              ? t('captions.taken_person', { name: taken.name ?? t('captions.somebody') })
              : t(taken.from === 'browser' ? 'studio.broughtBack' : `captions.taken_${taken.from}`)}
            {taken.doubled > 0 && ` ${t('captions.doubled', { count: taken.doubled })}`}
          </p>
        )}
      </div>
    </>
  );
}
