/** Views by day, as the main chart. */
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { language, t } from '../i18n/i18n.ts';
import { day, number } from '../ui/format.ts';
import { ChartFigure } from './chart-figure.tsx';
import { NumberTable } from './number-table.tsx';
import { type Numbers, numberCells, numberColumns } from './numbers.ts';
import type { Period } from './period.ts';

interface DayFigureProps {
  report: Period & { days: readonly (Numbers & { day: string })[] };
  /** the title of the lecture that it is about; all of them together without one */
  lecture?: string;
  /** what belongs under the table of days */
  children?: ComponentChildren;
}

export function DayFigure({ report, lecture, children }: DayFigureProps) {
  const lang = language.value;
  const { days, from, to } = report;
  // The words of the line are in the language, which is why it is among what the curve depends on.
  const curve = useMemo(
    () => ({
      lines: [
        {
          label: t('statistics.views'),
          values: days.map(({ views }) => views),
          colour: '--primary',
          text: (value: number) => t('statistics.times', { n: number(value) }),
        },
      ],
      pointText: (index: number) => day(days[index]?.day ?? '', lang),
      tickText: (index: number) => monthAndDay(days[index]?.day),
      step: 1,
    }),
    [days, lang],
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
      name={`madang-days-${from}-${to}`}
    >
      <NumberTable
        caption={sentence}
        head={{ label: t('statistics.day') }}
        columns={numberColumns()}
        rows={days.map((row) => ({ key: row.day, head: day(row.day), numbers: numberCells(row) }))}
      />
      {children}
    </ChartFigure>
  );
}

/** `11. 24.`, short enough for an axis. */
function monthAndDay(date: string | undefined): string {
  const [, month, dayOfMonth] = (date ?? '').split('-').map(Number);
  return month && dayOfMonth ? `${month}. ${dayOfMonth}.` : '';
}
