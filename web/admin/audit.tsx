/** 접속기록, `/admin/audit`: who did what to whose data, searched by all of that; all of it in the address. */
import { useRoute } from 'preact-iso';
import type { AuditPage } from '../../server/contract/audit.ts';
import { api } from '../api.ts';
import { t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { StaffPage } from '../studio/staff-page.tsx';
import { number } from '../ui/format.ts';
import { pageIn } from '../ui/pagination.tsx';
import { AuditForm } from './audit-form.tsx';
import { addressOf, searchIn } from './audit-search.ts';
import { AuditTable } from './audit-table.tsx';
import { Found } from './found.tsx';
import styles from './list.module.css';

export default function Audit() {
  const { query } = useRoute();
  const search = searchIn(query);
  const page = pageIn(query);
  const upTo = /^\d{1,15}$/.test(query.upTo ?? '') ? Number(query.upTo) : undefined;
  const asked = { ...search, page, upTo };
  const list = useLoad(JSON.stringify(asked), (signal) => api.get<AuditPage>('/api/audit', asked, signal));
  const isNarrowed = addressOf(search) !== '/admin/audit';
  return (
    <StaffPage title={t('admin.audit')}>
      <p class={styles.lead}>{t('admin.auditLead')}</p>
      <AuditForm key={addressOf(search)} search={search} />
      <Found
        list={list}
        none={t(isNarrowed ? 'admin.noEntries' : 'admin.noEntriesYet')}
        clear={isNarrowed && '/admin/audit'}
        count={({ total }) => t('admin.auditFound', { n: number(total) })}
        href={(to, found) => addressOf(search, to === 1 ? {} : { page: to, upTo: found.upTo })}
      >
        {({ items }) => <AuditTable entries={items} />}
      </Found>
    </StaffPage>
  );
}
