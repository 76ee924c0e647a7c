import type { OwnData } from '../../../server/contract/privacy.ts';
import { localized, t } from '../../i18n/i18n.ts';
import { day, dayAndTime, dayOfTime, duration } from '../../ui/format.ts';
import table from '../../ui/table.module.css';
import { rangesText } from './in-words.ts';
import styles from './own-data.module.css';

/** What somebody watched, and every time they did. */
export function OwnViewing({ data: { watched, plays } }: { data: OwnData }) {
  return (
    <>
      <section class={styles.section}>
        <h2>{t('privacy.watched')}</h2>
        {watched.length === 0 ? (
          <p>{t('privacy.nothing')}</p>
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
          <section class={table.scroll} tabIndex={0} aria-label={t('privacy.watched')}>
            <table class={table.table}>
              <thead>
                <tr>
                  <th scope="col">{t('privacy.lecture')}</th>
                  <th scope="col">{t('privacy.ranges')}</th>
                  <th scope="col">{t('privacy.played')}</th>
                  <th scope="col">{t('privacy.days')}</th>
                  <th scope="col">{t('privacy.completedAt')}</th>
                </tr>
              </thead>
              <tbody>
                {watched.map((one) => (
                  <tr key={one.lectureId}>
                    <th scope="row">{localized(one.title, one.titleEn)}</th>
                    <td>{rangesText(one.ranges)}</td>
                    <td>{duration(one.played)}</td>
                    <td>{one.days.map((value) => day(value)).join(', ')}</td>
                    <td>{one.completedAt ? dayOfTime(one.completedAt) : t('privacy.notCompleted')}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
      </section>
      <section class={styles.section}>
        <h2>{t('privacy.plays')}</h2>
        {plays.length === 0 ? (
          <p>{t('privacy.nothing')}</p>
        ) : (
          <>
            <p class={styles.small}>{t('privacy.playsAbout')}</p>
            <ul class={styles.list}>
              {plays.map((play) => (
                <li key={`${play.startedAt} ${play.lectureId}`}>
                  {dayAndTime(play.startedAt)} · {localized(play.title, play.titleEn)} ·{' '}
                  {t('privacy.segments')} {t('privacy.segmentCount', { n: play.segments.length })}
                  {play.offline && ` · ${t('privacy.offline')}`}
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
    </>
  );
}
