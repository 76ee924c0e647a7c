/** How many watched each second and how often it was played, with chapters and what was said there. */
import { useMemo } from 'preact/hooks';
import type { Retention } from '../../server/contract/statistics.ts';
import { language, localized, t } from '../i18n/i18n.ts';
import { clock, number } from '../ui/format.ts';
import { ChartFigure } from './chart-figure.tsx';
import { NumberTable } from './number-table.tsx';
import { chapterAt, type Said, sentenceIn } from './said.ts';
import styles from './statistics.module.css';
import { tenthsOf } from './tenths.ts';

/** An arrow key moves by a hundredth of the lecture, so that it can be read through. */
const STEPS = 100;

export function RetentionFigure({ retention, said }: { retention: Retention; said: Said }) {
  const lang = language.value;
  const { lectureId, viewers, plays } = retention;
  const title = t('statistics.retentionChart', { lecture: retention.title });
  const { chapters, cues } = said;
  // The words are in the language, which is why it is among what the curve depends on.
  const curve = useMemo(() => {
    const noteText = (second: number) => {
      const chapter = chapterAt(chapters, second);
      const sentence = sentenceIn(cues, second, second + 1);
      return [chapter && localized(chapter.title, chapter.titleEn), sentence && `“${sentence}”`]
        .filter(Boolean)
        .join(' · ');
    };
    return {
      lines: [
        {
          label: t('statistics.retentionViewers'),
          values: viewers,
          colour: '--primary',
          text: (value: number) => t('statistics.people', { n: number(value) }),
        },
        {
          label: t('statistics.retentionPlays'),
          values: plays,
          colour: '--text-warning',
          text: (value: number) => t('statistics.times', { n: number(value) }),
        },
      ],
      pointText: clock,
      tickText: clock,
      ...((chapters.length > 0 || cues.length > 0) && { noteText }),
      marks: chapters.map(({ start }) => start),
      step: Math.max(1, Math.floor(viewers.length / STEPS)),
    };
  }, [viewers, plays, chapters, cues, lang]);
  return (
    <>
      <ChartFigure
        title={title}
        units={t('statistics.retentionUnits')}
        curve={curve}
        name={`madang-retention-${lectureId}`}
        under={
          chapters.length > 0 && (
            <ol class={styles.chapters} aria-label={t('statistics.chapters')}>
              {chapters.map(({ start, title, titleEn }) => (
                <li key={start}>
                  <a href={`/lectures/${lectureId}?t=${Math.floor(start)}`}>
                    {clock(start)} {localized(title, titleEn)}
                  </a>
                </li>
              ))}
            </ol>
          )
        }
      >
        <NumberTable
          caption={title}
          head={{ label: t('statistics.stretch') }}
          columns={[{ label: t('statistics.meanViewers') }, { label: t('statistics.meanPlays') }]}
          rows={tenthsOf(viewers, plays).map((tenth) => ({
            key: String(tenth.from),
            head: `${clock(tenth.from)}–${clock(tenth.to)}`,
            numbers: [number(tenth.viewers, 1), number(tenth.plays, 1)],
          }))}
        />
      </ChartFigure>
      <p class={styles.note}>
        {t('statistics.retentionScope')} {t('statistics.readHint')}
      </p>
    </>
  );
}
