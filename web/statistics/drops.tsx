/** Where most people left: when, how many, in which chapter, and what was shown and said. */
import type { Retention } from '../../server/contract/statistics.ts';
import { localized, t } from '../i18n/i18n.ts';
import { clock, number } from '../ui/format.ts';
import { Definitions } from './definitions.tsx';
import styles from './drops.module.css';
import { FrameShot } from './frame.tsx';
import { chapterAt, type Said, sentenceIn } from './said.ts';
import part from './statistics.module.css';
import { frameAt } from './storyboard.ts';

export function Drops({ retention, said }: { retention: Retention; said: Said }) {
  const { drops, lectureId } = retention;
  return (
    <section class={part.part}>
      <h2 class={styles.heading}>{t('statistics.drops')}</h2>
      {drops.length === 0 ? (
        <p>{t('statistics.dropsNone')}</p>
      ) : (
        <>
          <ol class={styles.drops}>
            {drops.map(({ from, to, lost }) => {
              const frame = frameAt(said.frames, from);
              const chapter = chapterAt(said.chapters, from);
              const sentence = sentenceIn(said.cues, from, to);
              return (
                <li key={from} class={styles.drop}>
                  {frame && (
                    <span class={styles.frame}>
                      <FrameShot frame={frame} />
                    </span>
                  )}
                  <div class={styles.place}>
                    <a class={styles.time} href={`/lectures/${lectureId}?t=${from}`}>
                      {clock(from)}–{clock(to)}
                    </a>
                    <strong class={styles.lost}>{t('statistics.lostPeople', { n: number(lost) })}</strong>
                  </div>
                  <div class={styles.said}>
                    {chapter && <p class={styles.chapter}>{localized(chapter.title, chapter.titleEn)}</p>}
                    {sentence && <blockquote class={styles.sentence}>“{sentence}”</blockquote>}
                  </div>
                </li>
              );
            })}
          </ol>
          <Definitions of={['lost']} />
        </>
      )}
    </section>
  );
}
