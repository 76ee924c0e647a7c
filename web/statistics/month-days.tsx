/** The days of a month as bars, drawn without script, for the screen and for paper. */
import type { MonthReport } from '../../server/contract/month-report.ts';
import { t } from '../i18n/i18n.ts';
import { cx } from '../ui/cx.ts';
import { day as dayText, number } from '../ui/format.ts';
import styles from './month-days.module.css';
import { shownText } from './withheld.ts';

/** What is drawn for a count of 1 to 4: all that is known is that it is below. */
const FEW = 4;

export function MonthDays({ report: { days, from, to } }: { report: MonthReport }) {
  const withheld = days.some(({ views }) => typeof views !== 'number');
  const most = Math.max(FEW, ...days.map(({ views }) => (typeof views === 'number' ? views : 0)));
  return (
    <figure>
      <figcaption>
        <h3>{t('statistics.dayChart', { from: dayText(from), to: dayText(to) })}</h3>
        <p class={styles.units}>
          {t('statistics.dayUnits')}
          {withheld && ` · ${t('statistics.few')}`}
          <span class={styles.most} aria-hidden="true">
            {number(most)}
          </span>
        </p>
      </figcaption>
      <ol class={styles.days}>
        {days.map(({ day, views }) => (
          <li key={day} class={styles.day}>
            <span class="visually-hidden">
              {dayText(day)} {shownText('views', views)}
            </span>
            <span class={styles.room} aria-hidden="true">
              {views === '*' ? '*' : <Bar views={views} most={most} />}
            </span>
            <span class={styles.name} aria-hidden="true">
              {Number(day.slice(8))}
            </span>
          </li>
        ))}
      </ol>
    </figure>
  );
}

function Bar({ views, most }: { views: number | '<5'; most: number }) {
  const height = typeof views === 'number' ? views : FEW;
  return (
    <span
      class={cx(styles.bar, views === '<5' && styles.few)}
      style={{ height: `${(height / most) * 100}%` }}
    />
  );
}
