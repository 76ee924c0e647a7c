/** Rows of bars, each with its name and value: read without colour, on any width. */
import type { ComponentChildren } from 'preact';
import styles from './bars.module.css';
import type { Drawing } from './picture.ts';

export interface Bar {
  key: string;
  label: string;
  /** not below 0 */
  value: number;
  /** the value with its unit */
  text: string;
  /** where the name leads */
  href?: string;
}

/** How long a bar is, 0–1 of the longest. */
const lengthOf = (bar: Bar, bars: readonly Bar[]) =>
  bar.value / Math.max(1, ...bars.map(({ value }) => value));

export function Bars({ bars }: { bars: readonly Bar[] }) {
  return (
    <ul class={styles.bars}>
      {bars.map((bar) => (
        <li key={bar.key} class={styles.row}>
          <span class={styles.label}>{nameOf(bar)}</span>
          <span class={styles.room}>
            <span class={styles.bar} style={{ width: `${lengthOf(bar, bars) * 100}%` }} />
          </span>
          <span class={styles.value}>{bar.text}</span>
        </li>
      ))}
    </ul>
  );
}

const nameOf = ({ href, label }: Bar): ComponentChildren => (href ? <a href={href}>{label}</a> : label);

const WIDTH = 800;
const ROW = 30;
const LABEL = 260;
const VALUE = 110;
const TEXT = 15;

/** The same as a picture. */
export const barsDrawing = (bars: readonly Bar[]): Drawing => ({
  width: WIDTH,
  height: bars.length * ROW,
  draw(brush, look) {
    brush.font = look.font(TEXT);
    brush.textBaseline = 'middle';
    const room = WIDTH - LABEL - VALUE;
    bars.forEach((bar, nth) => {
      const middle = (nth + 0.5) * ROW;
      brush.fillStyle = look.colour('--text');
      brush.textAlign = 'left';
      brush.fillText(bar.label, 0, middle, LABEL - 16);
      brush.textAlign = 'right';
      brush.fillText(bar.text, WIDTH, middle, VALUE);
      brush.fillStyle = look.colour('--primary');
      brush.fillRect(LABEL, middle - 8, lengthOf(bar, bars) * room, 16);
    });
  },
});
