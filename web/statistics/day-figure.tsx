/** Views by day, as the main chart; when asked, beside those of another period. */
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import type { Language } from '../../server/contract/vocabulary.ts';
import { language, t } from '../i18n/i18n.ts';
import { day, number } from '../ui/format.ts';
import type { Asked } from './asked.ts';
import { dayAt } from './axis.ts';
import type { Curve } from './chart.tsx';
import { ChartFigure } from './chart-figure.tsx';
import { CompareSwitch } from './compare-switch.tsx';
import { DefinedTable } from './defined-table.tsx';
import { NUMBER_COLUMNS, NUMBERS, type Numbers, numberCells } from './numbers.ts';
import type { Period } from './period.ts';

/** A report by day. */
interface DayReport extends Period {
  days: readonly (Numbers & { day: string })[];
}

interface DayFigureProps {
  report: DayReport & { compared: DayReport };
  asked: Asked;
  /** the title of the lecture that it is about; all of them together without one */
  lecture?: string;
  /** what belongs under the table of days */
  children?: ComponentChildren;
}

export function DayFigure({ report, asked, lecture, children }: DayFigureProps) {
  const lang = language.value;
  const { query } = useRoute();
  const { from, to } = report;
  const chosen = asked.compared !== null;
  const other = chosen || query.compare === 'before' ? report.compared : undefined;
  // The words of the line are in the language, which is why it is among what the curve depends on.
  const curve = useMemo(() => curveOf(report, other, lang), [report, other, lang]);
  const period = { from: day(from), to: day(to) };
  const sentence =
    lecture === undefined
      ? t('statistics.dayChart', period)
      : t('statistics.lectureDayChart', { ...period, lecture });
  return (
    <ChartFigure
      title={sentence}
      units={t('statistics.dayUnits')}
      terms={['views', 'day']}
      curve={curve}
      actions={!chosen && <CompareSwitch />}
      name={`madang-days-${from}-${to}`}
    >
      <DefinedTable
        caption={sentence}
        head={{ term: 'day' }}
        columns={[
          ...NUMBER_COLUMNS,
          ...(other ? [{ term: 'dayBefore' as const }, { term: 'viewsBefore' as const }] : []),
        ]}
        rows={pairsOf(report, other).map(([row, before], nth) => ({
          key: String(nth),
          head: row ? day(row.day) : '–',
          numbers: [
            ...(row ? numberCells(row) : NUMBERS.map(() => '–')),
            ...(other ? [before ? day(before.day) : '–', before ? number(before.views) : '–'] : []),
          ],
        }))}
      />
      {children}
    </ChartFigure>
  );
}

type DayRow = DayReport['days'][number] | undefined;

/** Their days, first beside first: where one of the two ends earlier it has none. */
function pairsOf(report: DayReport, other: DayReport | undefined): [DayRow, DayRow][] {
  const length = Math.max(report.days.length, other?.days.length ?? 0);
  return Array.from({ length }, (_, nth) => [report.days[nth], other?.days[nth]]);
}

function curveOf(report: DayReport, other: DayReport | undefined, lang: Language): Curve {
  const pairs = pairsOf(report, other);
  const text = (value: number) => t('statistics.times', { n: number(value) });
  const wholeDay = (row: DayRow) => (row ? day(row.day, lang) : '–');
  return {
    lines: [
      {
        label: other ? spanOf(report, lang) : t('statistics.views'),
        values: pairs.map(([row]) => row?.views ?? null),
        colour: '--primary',
        text,
      },
      ...(other
        ? [
            {
              label: spanOf(other, lang),
              values: pairs.map(([, row]) => row?.views ?? null),
              colour: '--text-warning',
              text,
            },
          ]
        : []),
    ],
    pointText: (index) => (other ? (pairs[index] ?? []) : [report.days[index]]).map(wholeDay).join(' / '),
    tickText: (mark) => dayAt(report.days, mark, lang),
    ticks: [1, 2, 5, 7, 10, 14, 30, 61, 91, 182, 365],
    step: 1,
    leap: 10,
  };
}

const spanOf = ({ from, to }: DayReport, lang: Language): string => `${day(from, lang)}–${day(to, lang)}`;
