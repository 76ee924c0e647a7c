/** 목차: the chapters; a press goes there. */
import type { Chapter } from '../../../server/contract/playback.ts';
import { localized, t } from '../../i18n/i18n.ts';
import type { Media } from '../../player/media.ts';
import { currentAt } from '../../player/vtt.ts';
import { clock } from '../../ui/format.ts';
import styles from './panel.module.css';

export function Chapters({ chapters, media }: { chapters: readonly Chapter[]; media: Media }) {
  if (chapters.length === 0) return <p class={styles.empty}>{t('player.noChapters')}</p>;
  const current = currentAt(chapters, media.time.value);
  return (
    <ol class={styles.list}>
      {chapters.map((chapter, at) => (
        <li key={chapter.start}>
          <button
            type="button"
            class={styles.item}
            aria-current={at === current ? 'true' : undefined}
            onClick={() => media.seek(chapter.start)}
          >
            <span class={styles.time}>{clock(chapter.start)}</span>
            <span>{localized(chapter.title, chapter.titleEn)}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
