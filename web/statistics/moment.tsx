/** A moment of a lecture: what was on the screen and what was said, and how many saw it. */
import { localized, t } from '../i18n/i18n.ts';
import { clock } from '../ui/format.ts';
import { FrameShot } from './frame.tsx';
import styles from './moment.module.css';
import { chapterAt, type Said, sentenceIn } from './said.ts';
import { frameAt } from './storyboard.ts';

interface MomentProps {
  lectureId: string;
  second: number;
  /** the numbers there, with their units */
  numbers: string;
  said: Said;
}

/** Screen readers hear the same from the chart: only the way there is theirs. */
export function Moment({ lectureId, second, numbers, said }: MomentProps) {
  const frame = frameAt(said.frames, second);
  const { chapter, sentence } = wordsAt(said, second);
  const time = clock(second);
  return (
    <div class={styles.moment}>
      {frame && (
        <div class={styles.frame}>
          <FrameShot frame={frame} />
        </div>
      )}
      <div class={styles.words}>
        <p class={styles.place} aria-hidden="true">
          <strong class={styles.time}>{time}</strong> {chapter}
        </p>
        <p class={styles.numbers} aria-hidden="true">
          {numbers}
        </p>
        {said.cues.length > 0 && (
          <p class={styles.sentence} aria-hidden="true">
            {sentence}
          </p>
        )}
        <a class={styles.watch} href={`/lectures/${lectureId}?t=${second}`}>
          {t('statistics.watchFrom', { time })}
        </a>
      </div>
    </div>
  );
}

/** The chapter and the sentence, each empty where there is none. */
export function wordsAt({ chapters, cues }: Said, second: number) {
  const chapter = chapterAt(chapters, second);
  const sentence = sentenceIn(cues, second, second + 1);
  return {
    chapter: chapter ? localized(chapter.title, chapter.titleEn) : '',
    sentence: sentence && `“${sentence}”`,
  };
}
