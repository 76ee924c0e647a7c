/** `/studio/bin`: lectures that were deleted, until they are gone for good. */
import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import type { BulkOutcome } from '../../server/contract/bulk.ts';
import type { LecturePage, LectureSummary } from '../../server/contract/lectures.ts';
import { ApiFailure, api } from '../api.ts';
import { useAttempt } from '../attempt.ts';
import { localized, t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/format.ts';
import { keepFocus } from '../ui/keep-focus.ts';
import { Empty, ErrorNote, Loading } from '../ui/notes.tsx';
import { Pagination, pageIn } from '../ui/pagination.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import styles from './bin.module.css';
import { StaffPage } from './staff-page.tsx';

const PAGE_SIZE = 20;

export default function Bin() {
  const page = pageIn(useRoute().query);
  const { data, error, reload } = useLoad(`${page}`, (signal) =>
    api.get<LecturePage>('/api/lectures', { scope: 'bin', page, pageSize: PAGE_SIZE }, signal),
  );
  const [failure, attempt] = useAttempt();

  async function restore({ id, title, titleEn }: LectureSummary): Promise<void> {
    const { items } = await api.post<BulkOutcome>('/api/lectures/restore', { ids: [id] });
    reload();
    const wrong = items[0]?.error;
    // in another window, or gone for good by now: the list says so
    if (wrong) throw new ApiFailure(200, wrong);
    announce(t('studio.restored', { title: localized(title, titleEn) }));
  }

  return (
    <StaffPage title={t('studio.bin')} path={[{ label: t('studio.lectures'), href: '/studio' }]}>
      <div ref={keepFocus} class={styles.bin}>
        <p>{t('studio.binLead')}</p>
        {error && !data && <ErrorNote error={error} onRetry={reload} />}
        {!data && !error && (
          <>
            <Loading />
            <Skeleton height="8rem" />
          </>
        )}
        {failure && <ErrorNote error={failure} />}
        {data?.total === 0 && <Empty title={t('studio.binEmpty')} />}
        <ul class={styles.lectures}>
          {data?.items.map((lecture) => (
            <Deleted key={lecture.id} lecture={lecture} onRestore={() => attempt(() => restore(lecture))} />
          ))}
        </ul>
        {data && (
          <Pagination
            page={page}
            total={data.total}
            pageSize={PAGE_SIZE}
            href={(to) => `/studio/bin?page=${to}`}
          />
        )}
      </div>
    </StaffPage>
  );
}

function Deleted({ lecture, onRestore }: { lecture: LectureSummary; onRestore: () => Promise<void> }) {
  const [busy, setBusy] = useState(false);
  const title = localized(lecture.title, lecture.titleEn);
  const { bin } = lecture;
  if (!bin) return null;
  const facts = [
    [t('studio.deletedAt'), dayAndTime(bin.deletedAt)],
    [t('studio.deletedBy'), bin.deletedBy ?? t('studio.nobodyKnown')],
    [t('studio.emptiedAt'), dayAndTime(bin.emptiedAt)],
  ];
  return (
    <li class={styles.lecture}>
      <div>
        <h2 class={styles.title}>{title}</h2>
        <dl class={styles.facts}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
      <Button
        busy={busy}
        aria-label={t('studio.restoreOf', { title })}
        onClick={() => {
          setBusy(true);
          void onRestore().finally(() => setBusy(false));
        }}
      >
        {t('studio.restore')}
      </Button>
    </li>
  );
}
