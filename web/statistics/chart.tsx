/** A line chart that is drawn by uPlot, and read by pointing, dragging or arrow keys. */
import type { ComponentChildren, RefObject } from 'preact';
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
  /** how many points ticks may stand apart, rising */
  ticks: readonly number[];
  /** what else there is to say of a point, such as the sentence spoken there; empty when nothing */
  noteText?: (index: number) => string;
  /** parts the horizontal axis is divided into, in order, each to the next one's start */
  parts?: readonly { start: number; label: string }[];
  /** stretches `[from, to)` that are tinted */
  bands?: readonly { from: number; to: number }[];
  /** points an arrow key moves by, and Page Up and Page Down */
  step: number;
  leap: number;
}

interface ChartProps {
  label: string;
  curve: Curve;
  /** holds what is drawn while it is */
  plot: RefObject<UPlot | null>;
  /** what is shown of the point that is read, and of the first one until any is; a line of its values otherwise */
  reading?: ((index: number, values: string) => ComponentChildren) | undefined;
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };
const LEAPS: Readonly<Record<string, number>> = { PageDown: -1, PageUp: 1 };

/** The chart itself; a table of the same numbers belongs beside it. */
export function Chart({ label, curve, plot, reading }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<number | null>(null);
  const { lines, pointText, noteText, step, leap } = curve;
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
    const move = (STEPS[event.key] ?? 0) * step + (LEAPS[event.key] ?? 0) * leap;
    const ends: Readonly<Record<string, number>> = { Home: 0, End: last };
    const target = ends[event.key] ?? (move === 0 ? null : (at ?? 0) + move);
    if (target === null) return;
    event.preventDefault();
    const index = Math.min(last, Math.max(0, target));
    setAt(index);
    const drawn = plot.current;
    drawn?.setCursor({ left: drawn.valToPos(index, 'x'), top: 0 }, false);
  }

  /** uPlot knows the mouse alone. */
  function onPointer({ pointerType, clientX }: PointerEvent): void {
    const drawn = plot.current;
    if (!drawn || pointerType === 'mouse') return;
    const { left, width } = drawn.over.getBoundingClientRect();
    drawn.setCursor({ left: Math.min(width, Math.max(0, clientX - left)), top: 0 });
  }

  const valueAt = ({ values, text }: ChartLine, index: number) => {
    const value = values[index] ?? null;
    return value === null ? '–' : text(value);
  };
  const values = (index: number) => lines.map((line) => `${line.label} ${valueAt(line, index)}`).join(', ');
  const said = (index: number) =>
    [`${pointText(index)} · ${values(index)}`, noteText?.(index)].filter(Boolean).join('. ');

  return (
    <div class={styles.chart}>
      {reading ? (
        reading(at ?? 0, values(at ?? 0))
      ) : (
        <p class={styles.reading} aria-hidden="true">
          {at === null ? '' : said(at)}
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
        onPointerDown={onPointer}
        onPointerMove={onPointer}
      />
    </div>
  );
}
