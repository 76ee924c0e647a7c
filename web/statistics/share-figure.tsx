/** Which share of its viewers watched each part of two lectures, on one axis: that of their lengths. */
import { useMemo } from 'preact/hooks';
import type { LectureComparison, Retention } from '../../server/contract/statistics.ts';
import { language, localized, t } from '../i18n/i18n.ts';
import { number } from '../ui/format.ts';
import { Empty } from '../ui/notes.tsx';
import { ChartFigure } from './chart-figure.tsx';
import { LETTERS } from './comparison-side.tsx';
import { NumberTable } from './number-table.tsx';
import styles from './statistics.module.css';
import { partsOf } from './tenths.ts';

/** Points of the chart, and rows of the table. */
const POINTS = 100;
const ROWS = 10;

/** Percent of the lecture's viewers, of each of so many equal parts. */
const sharesOf = ({ viewers, viewerCount }: Retention, parts: number): number[] =>
  partsOf(viewers, parts).map((mean) => (viewerCount > 0 ? (100 * mean) / viewerCount : 0));

const percentText = (share: number) => `${number(share, 1)}%`;

export function ShareFigure({ comparison: { first, second } }: { comparison: LectureComparison }) {
  const lang = language.value;
  // The words are in the language, which is why it is among what the curve depends on.
  const curve = useMemo(() => {
    const line = (letter: string, retention: Retention, colour: string) => ({
      label: `${letter}. ${localized(retention.title, retention.titleEn)}`,
      values: sharesOf(retention, POINTS),
      colour,
      text: percentText,
    });
    return {
      lines: [
        line(LETTERS.first, first.retention, '--primary'),
        line(LETTERS.second, second.retention, '--text-warning'),
      ],
      pointText: (point: number) => partText(point, POINTS),
      tickText: (point: number) => `${point}%`,
      ticks: [10, 20, 25, 50],
      step: 1,
      leap: 10,
    };
  }, [first, second, lang]);
  const both = [first.retention, second.retention] as const;
  if (both.every(({ viewerCount }) => viewerCount === 0))
    return <Empty title={t('statistics.retentionNone')} />;
  const title = t('statistics.shareChart');
  const letters = Object.values(LETTERS);
  const shares = both.map((retention) => sharesOf(retention, ROWS));
  const means = both.map(({ viewers }) => partsOf(viewers, ROWS));
  return (
    <>
      <ChartFigure
        title={title}
        units={t('statistics.shareUnits')}
        terms={['shareOf', 'shareMean', 'stretch']}
        curve={curve}
        name={`madang-comparison-${both.map(({ lectureId }) => lectureId).join('-')}`}
      >
        <NumberTable
          caption={title}
          head={{ term: 'stretch' }}
          columns={[
            ...letters.map((letter) => ({
              term: 'shareOf' as const,
              label: `${letter} ${t('statistics.shareOf')}`,
            })),
            ...letters.map((letter) => ({
              term: 'shareMean' as const,
              label: `${letter} ${t('statistics.shareMean')}`,
            })),
          ]}
          rows={Array.from({ length: ROWS }, (_, nth) => ({
            key: String(nth),
            head: partText(nth, ROWS),
            numbers: [
              ...shares.map((of) => percentText(of[nth] ?? 0)),
              ...means.map((of) => number(of[nth] ?? 0, 1)),
            ],
          }))}
        />
      </ChartFigure>
      <p class={styles.note}>
        {t('statistics.shareScope')} {t('statistics.readHint')}
      </p>
    </>
  );
}

const partText = (nth: number, parts: number): string =>
  t('statistics.sharePart', { from: (100 * nth) / parts, to: (100 * (nth + 1)) / parts });
