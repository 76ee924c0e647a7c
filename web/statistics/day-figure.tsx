/** Views by day, as the main chart; when asked, beside those of the period before. */
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Language } from '../../server/contract/vocabulary.ts';
import { language, t } from '../i18n/i18n.ts';
import { day, number } from '../ui/format.ts';
import { ChartFigure } from './chart-figure.tsx';
import { CompareSwitch } from './compare-switch.tsx';
import { NumberTable } from './number-table.tsx';
import { numberCells, numberColumns } from './numbers.ts';
import type { DayReport } from './use-before.ts';

interface DayFigureProps {
  report: DayReport;
  /** the period before, of as many days, to compare with; undefined when nobody asked or it is on its way */
  before: DayReport | undefined;
  /** the title of the lecture that it is about; all of them together without one */
  lecture?: string;
  /** what belongs under the table of days */
  children?: ComponentChildren;
}

export function DayFigure({ report, before, lecture, children }: DayFigureProps) {
  const lang = language.value;
  const { days, from, to } = report;
  // The words of the line are in the language, which is why it is among what the curve depends on.
  const curve = useMemo(
    () => ({
      lines: [
        {
          label: before ? spanOf(report, lang) : t('statistics.views'),
          values: days.map(({ views }) => views),
          colour: '--primary',
          text: (value: number) => t('statistics.times', { n: number(value) }),
        },
        ...(before
          ? [
              {
                label: spanOf(before, lang),
                values: before.days.map(({ views }) => views),
                colour: '--text-warning',
                text: (value: number) => t('statistics.times', { n: number(value) }),
              },
            ]
          : []),
      ],
      pointText: (index: number) => day(days[index]?.day ?? '', lang),
      tickText: (index: number) => monthAndDay(days[index]?.day),
      step: 1,
    }),
    [report, before, lang],
  );
  const period = { from: day(from), to: day(to) };
  const sentence =
    lecture === undefined
      ? t('statistics.dayChart', period)
      : t('statistics.lectureDayChart', { ...period, lecture });
  return (
    <ChartFigure
      title={sentence}
      units={t('statistics.dayUnits')}
      curve={curve}
      actions={<CompareSwitch />}
      name={`madang-days-${from}-${to}`}
    >
      <NumberTable
        caption={sentence}
        head={{ label: t('statistics.day') }}
        columns={[...numberColumns(), ...(before ? [{ label: t('statistics.viewsBefore') }] : [])]}
        rows={days.map((row, nth) => ({
          key: row.day,
          head: day(row.day),
          numbers: [...numberCells(row), ...(before ? [number(before.days[nth]?.views ?? 0)] : [])],
        }))}
      />
      {children}
    </ChartFigure>
  );
}

const spanOf = ({ from, to }: DayReport, lang: Language): string => `${day(from, lang)}–${day(to, lang)}`;

/** `11. 24.`, short enough for an axis. */
function monthAndDay(date: string | undefined): string {
  const [, month, dayOfMonth] = (date ?? '').split('-').map(Number);
  return month && dayOfMonth ? `${month}. ${dayOfMonth}.` : '';
}
