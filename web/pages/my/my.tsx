/** 나의 강의실: what one has begun, what one has completed, one’s certificates and notes. */
import { useLocation, useRoute } from 'preact-iso';
import type { LecturePage } from '../../../server/contract/lectures.ts';
import { api, withQuery } from '../../api.ts';
import { signInAddress } from '../../frame/next.ts';
import { Page } from '../../frame/page.tsx';
import { t } from '../../i18n/i18n.ts';
import { useLoad } from '../../load.ts';
import { account } from '../../session.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty, ErrorNote, Loading } from '../../ui/notes.tsx';
import { Pagination, pageIn } from '../../ui/pagination.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { KeptList } from './kept-list.tsx';
import styles from './my.module.css';
import { MyCertificates } from './my-certificates.tsx';
import { MyNotes } from './my-notes.tsx';
import { WatchedRow } from './watched-row.tsx';

const PAGE_SIZE = 10;
type Shelf = 'watching' | 'completed';
const OTHERS = ['completed', 'certificates', 'notes', 'kept'] as const;
type Tab = Shelf | (typeof OTHERS)[number];

export default function My() {
  const { query } = useRoute();
  const { route } = useLocation();
  const tab: Tab = OTHERS.find((other) => other === query.tab) ?? 'watching';
  return (
    <Page title={t('frame.my')}>
      <Tabs<Tab>
        label={t('frame.my')}
        tabs={[
          { id: 'watching', label: t('pages.watching') },
          { id: 'completed', label: t('pages.completed') },
          { id: 'certificates', label: t('certificates.certificate') },
          { id: 'notes', label: t('notes.tab') },
          { id: 'kept', label: t('offline.kept') },
        ]}
        selected={tab}
        onSelect={(next) => route(withQuery('/my', { tab: next === 'watching' ? undefined : next }), true)}
      >
        {tab === 'certificates' && <MyCertificates />}
        {tab === 'notes' && <MyNotes page={pageIn(query)} />}
        {tab === 'kept' && <KeptList />}
        {(tab === 'watching' || tab === 'completed') && (
          <ShelfList key={tab} shelf={tab} page={pageIn(query)} />
        )}
      </Tabs>
    </Page>
  );
}

function ShelfList({ shelf, page }: { shelf: Shelf; page: number }) {
  const list = useLoad(`${shelf} ${page}`, (signal) =>
    api.get<LecturePage>('/api/lectures', { progress: shelf, page, pageSize: PAGE_SIZE }, signal),
  );
  if (list.error) return <ErrorNote error={list.error} onRetry={list.reload} />;
  if (!list.data) {
    return (
      <div class={styles.list}>
        <Loading />
        <Skeleton height="14rem" />
        <Skeleton height="14rem" />
      </div>
    );
  }
  if (list.data.total === 0) {
    const done = shelf === 'completed';
    return (
      <Empty title={t(done ? 'pages.noCompleted' : 'pages.noWatching')}>
        <p>{t(done ? 'pages.noCompletedWhy' : 'pages.noWatchingWhy')}</p>
        <ButtonLink look="primary" href="/lectures">
          {t('pages.toLectures')}
        </ButtonLink>
      </Empty>
    );
  }
  return (
    <>
      <ul class={styles.list}>
        {list.data.items.map((lecture) => (
          <WatchedRow key={lecture.id} lecture={lecture} />
        ))}
      </ul>
      <Pagination
        page={page}
        total={list.data.total}
        pageSize={PAGE_SIZE}
        href={(n) => withQuery('/my', { tab: shelf, page: n })}
      />
      {account.value === null && <KeepHint />}
    </>
  );
}

/** What an account would add, for those without one. */
function KeepHint() {
  return (
    <div class={styles.anonymous}>
      <p>{t('pages.myAnonymous')}</p>
      <ButtonLink size="small" href={signInAddress('/my')}>
        {t('frame.signIn')}
      </ButtonLink>
    </div>
  );
}
