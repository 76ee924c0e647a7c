/** A line chart that is drawn by uPlot and read by arrow keys. */
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { display, textSize } from '../frame/display.ts';
import styles from './chart.module.css';
import { chartOptions } from './chart-options.ts';

interface ChartLine {
  label: string;
  /** null where it has no point */
  values: readonly (number | null)[];
  /** a custom property of the style sheet, such as `--primary` */
  colour: string;
  /** a value of it with its unit */
  text: (value: number) => string;
}

/** What is drawn; the chart is drawn anew when the object is another, so keep it between renders. */
export interface Curve {
  lines: readonly ChartLine[];
  /** what stands at a point of the horizontal axis */
  pointText: (index: number) => string;
  /** as `pointText`, short enough for the axis */
  tickText: (index: number) => string;
  /** how many points may lie between two that stand on the axis, rising */
  increments?: readonly number[];
  /** what else there is to say of a point, such as the sentence spoken there; empty when nothing */
  noteText?: (index: number) => string;
  /** points that are marked by an upright line, numbered from 1 */
  marks?: readonly number[];
  /** points an arrow key moves by; Page Up and Page Down move by ten times as many */
  step: number;
}

interface ChartProps {
  label: string;
  curve: Curve;
  /** holds what is drawn while it is */
  plot: RefObject<UPlot | null>;
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
};

/** The chart itself; a table of the same numbers belongs beside it. */
export function Chart({ label, curve, plot }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<number | null>(null);
  const { lines, pointText, noteText, step } = curve;
  const last = (lines[0]?.values.length ?? 1) - 1;

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const columns: UPlot.AlignedData = [
      curve.lines[0]?.values.map((_, index) => index) ?? [],
      ...curve.lines.map((line) => [...line.values]),
    ];
    const drawn = new UPlot(chartOptions(element, curve, setAt), columns, element);
    plot.current = drawn;
    const watch = new ResizeObserver(() =>
      drawn.setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    watch.observe(element);
    return () => {
      watch.disconnect();
      drawn.destroy();
      plot.current = null;
    };
    // Colours and sizes are read from the style sheet when it is drawn.
  }, [curve, display.value, textSize.value]);

  function onKeyDown(event: KeyboardEvent): void {
    const move = STEPS[event.key];
    const ends: Readonly<Record<string, number>> = { Home: 0, End: last };
    const target = ends[event.key] ?? (move === undefined ? null : (at ?? 0) + move * step);
    if (target === null) return;
    event.preventDefault();
    const index = Math.min(last, Math.max(0, target));
    setAt(index);
    const drawn = plot.current;
    drawn?.setCursor({ left: drawn.valToPos(index, 'x'), top: 0 }, false);
  }

  const valueAt = ({ values, text }: ChartLine, index: number) => {
    const value = values[index] ?? null;
    return value === null ? '–' : text(value);
  };
  const reading = (index: number) =>
    `${pointText(index)} · ${lines.map((line) => `${line.label} ${valueAt(line, index)}`).join(', ')}`;
  const said = (index: number) => [reading(index), noteText?.(index)].filter(Boolean).join('. ');

  return (
    <div class={styles.chart}>
      <p class={styles.reading} aria-hidden="true">
        {at === null ? '' : reading(at)}
      </p>
      {noteText && (
        <p class={styles.note} aria-hidden="true">
          {at === null ? '' : noteText(at)}
        </p>
      )}
      <div
        ref={box}
        class={styles.canvas}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={at ?? 0}
        aria-valuetext={said(at ?? 0)}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}
