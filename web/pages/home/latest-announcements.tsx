/** The newest announcements, in a line each; nothing where there are none, or none can be had. */
import type { AnnouncementPage } from '../../../server/contract/announcements.ts';
import { api } from '../../api.ts';
import { localized, t } from '../../i18n/i18n.ts';
import { useLoad } from '../../load.ts';
import { cx } from '../../ui/cx.ts';
import { dayOfTime } from '../../ui/format.ts';
import styles from './latest-announcements.module.css';
import { Section } from './section.tsx';

const LINES = 3;

export function LatestAnnouncements() {
  const { data } = useLoad('announcements', (signal) =>
    api.get<AnnouncementPage>('/api/announcements', { pageSize: LINES }, signal),
  );
  if (!data || data.total === 0) return null;
  return (
    <div class={cx('content', styles.latest)}>
      <Section title={t('frame.announcements')} more="/announcements">
        <ul class={styles.list}>
          {data.items.map(({ id, title, titleEn, publishedAt }) => (
            <li key={id} class={styles.row}>
              <a class={styles.link} href={`/announcements/${id}`}>
                {localized(title, titleEn)}
              </a>
              {publishedAt && <span class={styles.day}>{dayOfTime(publishedAt)}</span>}
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
