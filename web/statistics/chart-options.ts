/** How a chart looks, in uPlot's terms. */
import type UPlot from 'uplot';
import type { Curve } from './chart.tsx';

/** Points between two that stand on the axis: days of a week and a month, seconds of minutes and hours. */
const INCREMENTS = [1, 2, 5, 7, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200];
/** Up to so many points are marked one by one; beyond, the line says it all. */
const MOST_MARKED = 62;

/**
 * Options for a chart that fills `box`, in the colours and type of the style sheet.
 * @param pointed told the index under the pointer; null when it leaves
 */
export function chartOptions(
  box: HTMLElement,
  { lines, tickText, increments = INCREMENTS, marks = [] }: Curve,
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
  return {
    width: box.clientWidth,
    height: box.clientHeight,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false } },
    scales: {
      x: { time: false },
      y: { range: (_chart, _min, max) => [0, Math.max(1, max * 1.05)] },
    },
    axes: [
      {
        ...axis,
        space: letter * 5,
        size: letter * 2.5,
        incrs: [...increments],
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
      setCursor: [(chart) => pointed(chart.cursor.idx ?? null)],
      drawAxes: [(chart) => drawMarks(chart, marks, style.color)],
    },
  };
}

/** An upright line at each point, with its number at the top; a number that would cover the last is left out. */
function drawMarks({ ctx, bbox, valToPos }: UPlot, marks: readonly number[], colour: string): void {
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.fillStyle = colour;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([2 * devicePixelRatio, 3 * devicePixelRatio]);
  ctx.textBaseline = 'top';
  ctx.textAlign = 'left';
  let free = 0;
  marks.forEach((point, nth) => {
    const left = valToPos(point, 'x', true);
    ctx.beginPath();
    ctx.moveTo(left, bbox.top);
    ctx.lineTo(left, bbox.top + bbox.height);
    ctx.stroke();
    const text = String(nth + 1);
    if (left < free) return;
    ctx.fillText(text, left + 4 * devicePixelRatio, bbox.top);
    free = left + ctx.measureText(text).width + 8 * devicePixelRatio;
  });
  ctx.restore();
}
