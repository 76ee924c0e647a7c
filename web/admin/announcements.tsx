/** 공지사항 관리, `/admin/announcements`: all of them, with drafts and what was taken down. */
import { useRoute } from 'preact-iso';
import type { AnnouncementPage, AnnouncementSummary } from '../../server/contract/announcements.ts';
import type { Phase } from '../../server/contract/vocabulary.ts';
import { api, withQuery } from '../api.ts';
import { localized, t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { StaffPage } from '../studio/staff-page.tsx';
import { Badge, type BadgeTone } from '../ui/badge.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { dayAndTime, number } from '../ui/format.ts';
import { pageIn } from '../ui/pagination.tsx';
import { SearchForm } from '../ui/search-form.tsx';
import table from '../ui/table.module.css';
import { Found } from './found.tsx';

const PATH = '/admin/announcements';

export default function AdminAnnouncements() {
  const { query } = useRoute();
  const q = query.q ?? '';
  const page = pageIn(query);
  const list = useLoad(`${page} ${q}`, (signal) =>
    api.get<AnnouncementPage>('/api/announcements/all', { q, page }, signal),
  );
  return (
    <StaffPage
      title={t('frame.adminAnnouncements')}
      aside={
        <ButtonLink look="primary" href={`${PATH}/new`}>
          {t('admin.newAnnouncement')}
        </ButtonLink>
      }
    >
      <SearchForm key={q} path={PATH} q={q} label={t('news.search')} submit={t('admin.find')} />
      <Found
        list={list}
        none={t(q ? 'admin.noAnnouncementsFound' : 'admin.noAnnouncements')}
        clear={q !== '' && PATH}
        count={({ total }) => t('admin.announcementsFound', { n: number(total) })}
        href={(to) => withQuery(PATH, { q, page: to })}
      >
        {({ items }) => <Rows items={items} />}
      </Found>
    </StaffPage>
  );
}

const TONES: Record<Phase, BadgeTone> = {
  ...{ draft: 'neutral', scheduled: 'warning', current: 'success', ended: 'neutral' },
};

function Rows({ items }: { items: readonly AnnouncementSummary[] }) {
  const time = (instant: string | null) => (instant === null ? '–' : dayAndTime(instant));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class={table.scroll} tabIndex={0} aria-label={t('frame.adminAnnouncements')}>
      <table class={cx(table.table, table.stacked)}>
        <thead>
          <tr>
            <th scope="col">{t('admin.announcementTitle')}</th>
            <th scope="col">{t('admin.phase')}</th>
            <th scope="col">{t('admin.publishedAt')}</th>
            <th scope="col">{t('admin.endsAt')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <a href={`${PATH}/${one.id}`}>{localized(one.title, one.titleEn)}</a>
                {one.isPinned && ' '}
                {one.isPinned && <Badge tone="primary">{t('news.pinned')}</Badge>}
              </th>
              <td data-label={t('admin.phase')}>
                <Badge tone={TONES[one.phase]}>{t(`admin.phase_${one.phase}`)}</Badge>
              </td>
              <td data-label={t('admin.publishedAt')}>{time(one.publishedAt)}</td>
              <td data-label={t('admin.endsAt')}>{time(one.endsAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
