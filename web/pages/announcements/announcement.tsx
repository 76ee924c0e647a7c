/** One announcement, `/announcements/:id`. */
import { useRoute } from 'preact-iso';
import type { Announcement } from '../../../server/contract/announcements.ts';
import { api } from '../../api.ts';
import { Page } from '../../frame/page.tsx';
import { localized, t } from '../../i18n/i18n.ts';
import { useLoad } from '../../load.ts';
import { isAdministrator } from '../../session.ts';
import { Badge } from '../../ui/badge.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { dayOfTime } from '../../ui/format.ts';
import { ErrorNote, Loading } from '../../ui/notes.tsx';
import { Prose } from '../../ui/prose.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './announcements.module.css';

export default function AnnouncementPage() {
  const { id = '' } = useRoute().params;
  const path = `/api/announcements/${encodeURIComponent(id)}`;
  const { data, error, reload } = useLoad(id, (signal) => api.get<Announcement>(path, {}, signal));
  const known = data?.id === id ? data : undefined;
  const list = { label: t('frame.announcements'), href: '/announcements' };
  return (
    <Page
      title={known ? localized(known.title, known.titleEn) : t('frame.announcements')}
      path={known ? [list] : []}
    >
      {error && <ErrorNote error={error} onRetry={reload} back={{ ...list, label: t('news.toList') }} />}
      {!known && !error && (
        <>
          <Loading />
          <Skeleton height="24rem" />
        </>
      )}
      {known && !error && (
        <article>
          <p class={styles.about}>
            {known.isPinned && <Badge tone="primary">{t('news.pinned')}</Badge>}
            {known.publishedAt && <span>{dayOfTime(known.publishedAt)}</span>}
            {known.phase !== 'current' && <strong>{t('news.notCurrent')}</strong>}
          </p>
          <Prose text={localized(known.text, known.textEn)} />
          <p class={styles.foot}>
            <ButtonLink href={list.href}>{t('news.toList')}</ButtonLink>
            {isAdministrator.value && (
              <ButtonLink href={`/admin/announcements/${id}`}>{t('news.edit')}</ButtonLink>
            )}
          </p>
        </article>
      )}
    </Page>
  );
}
