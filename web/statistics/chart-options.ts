/** How a chart looks, in uPlot's terms. */
import type UPlot from 'uplot';
import { reachOf } from './axis.ts';
import type { Curve } from './chart.tsx';
import { drawBands, drawParts } from './chart-parts.ts';

/** Up to so many points are marked one by one; beyond, the line says it all. */
const MOST_MARKED = 62;

/**
 * Options for a chart that fills `box`, in the colours and type of the style sheet.
 * @param pointed told the index that is pointed at; it stays so when the pointer leaves
 */
export function chartOptions(
  box: HTMLElement,
  { lines, tickText, ticks, parts = [], bands = [] }: Curve,
  pointed: (index: number | null) => void,
): UPlot.Options {
  const style = getComputedStyle(box);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const letter = Number.parseFloat(style.fontSize);
  const axis: UPlot.Axis = {
    stroke: style.color,
    font: `${style.fontSize} ${style.fontFamily}`,
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
  };
  // Parts are named above the lines.
  const room = parts.length > 0 ? 1.18 : 1.05;
  return {
    width: box.clientWidth,
    height: box.clientHeight,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, bind: { mouseleave: () => null } },
    scales: {
      x: { time: false, range: (_chart, first, last) => reachOf(first, last) },
      y: { range: (_chart, _min, max) => [0, Math.max(1, max) * room] },
    },
    axes: [
      {
        ...axis,
        space: letter * 5,
        size: letter * 2.5,
        incrs: [...ticks],
        values: (_chart, splits) => splits.map(tickText),
      },
      {
        ...axis,
        size: letter * 4,
        values: (_chart, splits) =>
          splits.map((value) => (Number.isInteger(value) ? value.toLocaleString('en-US') : '')),
      },
    ],
    series: [
      {},
      ...lines.map((line, index) => ({
        label: line.label,
        stroke: colour(line.colour),
        width: 2,
        // The lines must be told apart without colour.
        ...(index > 0 && { dash: [6, 4] }),
        points: { show: line.values.length <= MOST_MARKED, size: 6 },
      })),
    ],
    hooks: {
      setCursor: [({ cursor: { idx } }) => typeof idx === 'number' && pointed(idx)],
      drawClear: [(chart) => drawBands(chart, bands, colour('--surface-danger'))],
      drawAxes: [
        (chart) => drawParts(chart, parts, { text: style.color, ground: colour('--surface-subtle'), letter }),
      ],
    },
  };
}
