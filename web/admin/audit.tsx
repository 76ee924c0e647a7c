/** 접속기록, `/admin/audit`: who did what to whose data, searched by all of that; all of it in the address. */
import { useLocation } from 'preact-iso';
import type { AuditPage } from '../../server/contract/audit.ts';
import { api } from '../api.ts';
import { t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { StaffPage } from '../studio/staff-page.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { number } from '../ui/format.ts';
import { Empty, ErrorNote, Loading } from '../ui/notes.tsx';
import { Pagination } from '../ui/pagination.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { AuditForm } from './audit-form.tsx';
import { addressOf, searchIn } from './audit-search.ts';
import { AuditTable } from './audit-table.tsx';
import styles from './list.module.css';

export default function Audit() {
  const { query } = useLocation();
  const search = searchIn(query);
  const page = Math.max(1, Number.parseInt(query.page ?? '1', 10) || 1);
  const upTo = /^\d{1,15}$/.test(query.upTo ?? '') ? Number(query.upTo) : undefined;
  const asked = { ...search, page, upTo };
  const { data, error, busy, reload } = useLoad(JSON.stringify(asked), (signal) =>
    api.get<AuditPage>('/api/audit', asked, signal),
  );
  const isNarrowed = addressOf(search) !== '/admin/audit';
  return (
    <StaffPage title={t('admin.audit')}>
      <p class={styles.lead}>{t('admin.auditLead')}</p>
      <AuditForm key={addressOf(search)} search={search} />
      {error ? (
        <ErrorNote error={error} onRetry={reload} />
      ) : !data ? (
        <>
          <Loading />
          <Skeleton height="40rem" />
        </>
      ) : data.total === 0 ? (
        <Empty title={t(isNarrowed ? 'admin.noEntries' : 'admin.noEntriesYet')}>
          {isNarrowed && <ButtonLink href="/admin/audit">{t('admin.clear')}</ButtonLink>}
        </Empty>
      ) : (
        <div aria-busy={busy}>
          <div class={styles.top}>
            <p class={styles.found} role="status">
              {t('admin.auditFound', { n: number(data.total) })}
            </p>
          </div>
          <AuditTable entries={data.items} />
          <Pagination
            page={data.page}
            total={data.total}
            pageSize={data.pageSize}
            href={(to) => addressOf(search, to === 1 ? {} : { page: to, upTo: data.upTo })}
          />
        </div>
      )}
    </StaffPage>
  );
}
