/** Where most people left, in words: when, how many, in which chapter, and what was being said. */
import type { Retention } from '../../server/contract/statistics.ts';
import { localized, t } from '../i18n/i18n.ts';
import { clock, number } from '../ui/format.ts';
import styles from './drops.module.css';
import { chapterAt, type Said, sentenceIn } from './said.ts';
import part from './statistics.module.css';

export function Drops({ retention, said }: { retention: Retention; said: Said }) {
  const { drops, lectureId } = retention;
  return (
    <section class={part.part}>
      <h2 class={styles.heading}>{t('statistics.drops')}</h2>
      {drops.length === 0 ? (
        <p>{t('statistics.dropsNone')}</p>
      ) : (
        <ol class={styles.drops}>
          {drops.map(({ from, to, lost }) => {
            const chapter = chapterAt(said.chapters, from);
            const sentence = sentenceIn(said.cues, from, to);
            return (
              <li key={from} class={styles.drop}>
                <a class={styles.time} href={`/lectures/${lectureId}?t=${from}`}>
                  {clock(from)}–{clock(to)}
                </a>
                <strong class={styles.lost}>{t('statistics.lost', { n: number(lost) })}</strong>
                <div class={styles.said}>
                  {chapter && <p class={styles.chapter}>{localized(chapter.title, chapter.titleEn)}</p>}
                  {sentence && <blockquote class={styles.sentence}>“{sentence}”</blockquote>}
                </div>
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
}
