/** 공지사항, `/announcements`: what is current, pinned ones first; search and page are in the address. */
import { useEffect } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import type { AnnouncementPage, AnnouncementSummary } from '../../../server/contract/announcements.ts';
import { api, withQuery } from '../../api.ts';
import { Page } from '../../frame/page.tsx';
import { localized, t } from '../../i18n/i18n.ts';
import { useLoad } from '../../load.ts';
import { announce } from '../../ui/announce.tsx';
import { Badge } from '../../ui/badge.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { dayOfTime, number } from '../../ui/format.ts';
import { Empty, ErrorNote, Loading } from '../../ui/notes.tsx';
import { Pagination, pageIn } from '../../ui/pagination.tsx';
import { SearchForm } from '../../ui/search-form.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './announcements.module.css';

const PATH = '/announcements';

export default function Announcements() {
  const { query } = useRoute();
  const q = query.q ?? '';
  const page = pageIn(query);
  const list = useLoad(`${page} ${q}`, (signal) =>
    api.get<AnnouncementPage>('/api/announcements', { q, page }, signal),
  );
  const { data, error, busy, reload } = list;
  const total = busy || error ? undefined : data?.total;
  useEffect(() => {
    if (total !== undefined) announce(t('pages.total', { n: number(total) }));
  }, [total]);
  return (
    <Page
      title={q ? t('news.results', { q }) : t('frame.announcements')}
      path={q ? [{ label: t('frame.announcements'), href: PATH }] : []}
    >
      <SearchForm key={q} path={PATH} q={q} label={t('news.search')} submit={t('news.find')} />
      {error ? (
        <ErrorNote error={error} onRetry={reload} />
      ) : data?.total === 0 ? (
        <Empty title={t(q ? 'news.noneFound' : 'news.none')}>
          {q && <ButtonLink href={PATH}>{t('news.all')}</ButtonLink>}
        </Empty>
      ) : (
        <div aria-busy={busy}>
          <p class={styles.total}>{data ? t('pages.total', { n: number(data.total) }) : '\u00a0'}</p>
          {data ? <List items={data.items} /> : <ListSkeleton />}
          {data && (
            <Pagination
              {...{ page, total: data.total, pageSize: data.pageSize }}
              href={(to) => withQuery(PATH, { q, page: to === 1 ? undefined : to })}
            />
          )}
        </div>
      )}
    </Page>
  );
}

function List({ items }: { items: readonly AnnouncementSummary[] }) {
  return (
    <ul class={styles.list}>
      {items.map(({ id, title, titleEn, isPinned, publishedAt }) => (
        <li key={id} class={styles.row}>
          {isPinned && <Badge tone="primary">{t('news.pinned')}</Badge>}
          <a class={styles.link} href={`${PATH}/${id}`}>
            {localized(title, titleEn)}
          </a>
          {publishedAt && <span class={styles.day}>{dayOfTime(publishedAt)}</span>}
        </li>
      ))}
    </ul>
  );
}

function ListSkeleton() {
  return (
    <div class={styles.list}>
      <Loading />
      {[1, 2, 3, 4, 5].map((one) => (
        <p key={one} class={styles.row}>
          <Skeleton height="1lh" />
        </p>
      ))}
    </div>
  );
}
