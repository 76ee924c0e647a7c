/** How a number went from day to day, as a small line without axes; the chart by day has the values. */
import styles from './figures.module.css';

const WIDTH = 100;
const HEIGHT = 24;
/** Room for half of the line's width, so that it is not cut at top and bottom. */
const MARGIN = 2;

/** The path of a line through two values or more, from 0 at the bottom. */
function sparkPath(values: readonly number[]): string {
  const most = Math.max(...values, 1);
  return values
    .map((value, index) => {
      const x = (index / (values.length - 1)) * WIDTH;
      const y = HEIGHT - MARGIN - (value / most) * (HEIGHT - 2 * MARGIN);
      return `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join('');
}

export function Sparkline({ values }: { values: readonly number[] }) {
  return (
    <svg
      class={styles.spark}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <path d={sparkPath(values)} />
    </svg>
  );
}
