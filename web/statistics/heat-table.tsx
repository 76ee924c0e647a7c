/** Views by hour and day of the week: every cell says its number, and is tinted by it. */

import type { HourStatistics } from '../../server/contract/statistics.ts';
import { t } from '../i18n/i18n.ts';
import { cx } from '../ui/cx.ts';
import { number } from '../ui/format.ts';
import { hourRows, peakOf, tintOf, WEEKDAYS } from './heat.ts';
import styles from './heat-table.module.css';
import type { Drawing } from './picture.ts';

type Items = HourStatistics['items'];

export function HeatTable({ caption, items }: { caption: string; items: Items }) {
  const most = peakOf(items)?.views ?? 0;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class={styles.scroll} tabIndex={0} aria-label={caption}>
      <table class={styles.table}>
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('statistics.hour')}</th>
            {WEEKDAYS.map((weekday) => (
              <th key={weekday} scope="col">
                {t(`statistics.weekday_${weekday}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {hourRows(items).map((row, hour) => (
            <tr key={String(hour)}>
              <th scope="row">{hour}</th>
              {row.map(({ weekday, views }) => (
                <td
                  key={weekday}
                  class={cx(most > 0 && views === most && styles.peak, views === 0 && styles.none)}
                  style={{ '--tint': `${tintOf(views, most) * 100}%` }}
                >
                  {number(views)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const CELL = { width: 92, height: 26 };
const HEAD = 60;
const TEXT = 14;

/** The same as a picture. */
export const heatDrawing = (items: Items): Drawing => ({
  width: HEAD + 7 * CELL.width,
  height: 25 * CELL.height,
  draw(brush, look) {
    const most = peakOf(items)?.views ?? 0;
    brush.textBaseline = 'middle';
    brush.textAlign = 'center';
    brush.font = look.font(TEXT, 700);
    brush.fillStyle = look.colour('--text-strong');
    const centre = (weekday: number) => HEAD + (weekday - 0.5) * CELL.width;
    for (const weekday of WEEKDAYS) {
      brush.fillText(t(`statistics.weekday_${weekday}`), centre(weekday), CELL.height / 2);
    }
    brush.font = look.font(TEXT);
    for (const { weekday, hour, views } of items) {
      const top = (hour + 1) * CELL.height;
      brush.globalAlpha = tintOf(views, most);
      brush.fillStyle = look.colour('--primary');
      brush.fillRect(HEAD + (weekday - 1) * CELL.width, top, CELL.width - 2, CELL.height - 2);
      brush.globalAlpha = 1;
      brush.fillStyle = look.colour('--text-strong');
      brush.fillText(number(views), centre(weekday), top + CELL.height / 2);
      if (weekday === 1) brush.fillText(String(hour), HEAD / 2, top + CELL.height / 2);
    }
  },
});
