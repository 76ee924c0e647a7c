/** How many watched each second and how often it was played, with chapters and what was shown and said there. */
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Retention } from '../../server/contract/statistics.ts';
import { language, localized, t } from '../i18n/i18n.ts';
import { clock, number } from '../ui/format.ts';
import { ChartFigure } from './chart-figure.tsx';
import { DefinedTable } from './defined-table.tsx';
import { Moment, wordsAt } from './moment.tsx';
import type { Said } from './said.ts';
import styles from './statistics.module.css';
import { tenthsOf } from './tenths.ts';

/** An arrow key moves as far as in the player, and in a short lecture less: no sentence is stepped over. */
const [ARROW_SECONDS, ARROW_PARTS, PAGE_PARTS] = [5, 100, 10];

const stepOf = (seconds: number) => Math.min(ARROW_SECONDS, Math.max(1, Math.floor(seconds / ARROW_PARTS)));

interface RetentionFigureProps {
  retention: Retention;
  said: Said;
  /** what belongs under the table */
  children?: ComponentChildren;
}

export function RetentionFigure({ retention, said, children }: RetentionFigureProps) {
  const lang = language.value;
  const { lectureId, viewers, plays, drops } = retention;
  const title = t('statistics.retentionChart', { lecture: localized(retention.title, retention.titleEn) });
  const { chapters } = said;
  // The words are in the language, which is why it is among what the curve depends on.
  const curve = useMemo(
    () => ({
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
      ticks: [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200],
      noteText: (second: number) => Object.values(wordsAt(said, second)).filter(Boolean).join(' · '),
      parts: said.chapters.map((chapter) => ({
        start: chapter.start,
        label: localized(chapter.title, chapter.titleEn),
      })),
      bands: drops,
      step: stepOf(viewers.length),
      leap: Math.ceil(viewers.length / PAGE_PARTS),
    }),
    [viewers, plays, drops, said, lang],
  );
  return (
    <>
      <ChartFigure
        title={title}
        units={t('statistics.retentionUnits')}
        terms={['retentionViewers', 'retentionPlays', 'lost']}
        curve={curve}
        bandLabel={t('statistics.drops')}
        reading={(second, numbers) => (
          <Moment lectureId={lectureId} second={second} numbers={numbers} said={said} />
        )}
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
        <DefinedTable
          caption={title}
          head={{ term: 'stretch' }}
          columns={[{ term: 'meanViewers' }, { term: 'meanPlays' }]}
          rows={tenthsOf(viewers, plays).map((tenth) => ({
            key: String(tenth.from),
            head: `${clock(tenth.from)}–${clock(tenth.to)}`,
            numbers: [number(tenth.viewers, 1), number(tenth.plays, 1)],
          }))}
        />
        {children}
      </ChartFigure>
      <p class={styles.note}>
        {t('statistics.retentionScope')} {t('statistics.readHint')}
      </p>
    </>
  );
}
