/** `/admin/people`: who may do what. */

import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import type { Static } from 'typebox';
import type { Account, AccountPage } from '../../server/contract/accounts.ts';
import { api, withQuery } from '../api.ts';
import { t } from '../i18n/i18n.ts';
import { roleName } from '../i18n/vocabulary.ts';
import { useLoad } from '../load.ts';
import { account as asker } from '../session.ts';
import { StaffPage } from '../studio/staff-page.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { dayOfTime, number } from '../ui/format.ts';
import { pageIn } from '../ui/pagination.tsx';
import { SearchForm } from '../ui/search-form.tsx';
import table from '../ui/table.module.css';
import { FactorDialog } from './factor-dialog.tsx';
import { Found } from './found.tsx';
import styles from './people.module.css';
import { RoleDialog } from './role-dialog.tsx';

type People = Static<typeof AccountPage>;

export default function PeoplePage() {
  const { query } = useRoute();
  const q = query.q ?? '';
  const page = pageIn(query);
  const list = useLoad(`${q} ${page}`, (signal) => api.get<People>('/api/accounts', { q, page }, signal));
  const [changing, setChanging] = useState<Account | null>(null);
  const [resetting, setResetting] = useState<Account | null>(null);
  return (
    <StaffPage title={t('admin.accounts')}>
      <SearchForm key={q} path="/admin/people" q={q} label={t('admin.search')} submit={t('admin.find')} />
      <Found
        list={list}
        none={t('admin.noAccounts')}
        clear={q !== '' && '/admin/people'}
        count={({ total }) => t('admin.found', { n: number(total) })}
        href={(to) => withQuery('/admin/people', { q, page: to })}
      >
        {({ items }) => <PeopleTable people={items} onChange={setChanging} onReset={setResetting} />}
      </Found>
      {changing && (
        <RoleDialog account={changing} onClose={() => setChanging(null)} onChanged={list.reload} />
      )}
      {resetting && (
        <FactorDialog account={resetting} onClose={() => setResetting(null)} onReset={list.reload} />
      )}
    </StaffPage>
  );
}

function PeopleTable({
  people,
  onChange,
  onReset,
}: {
  people: readonly Account[];
  onChange: (account: Account) => void;
  onReset: (account: Account) => void;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class={table.scroll} tabIndex={0} aria-label={t('admin.accounts')}>
      <table class={cx(table.table, table.stacked, styles.people)}>
        <thead>
          <tr>
            <th scope="col">{t('admin.name')}</th>
            <th scope="col">{t('admin.email')}</th>
            <th scope="col">{t('admin.joined')}</th>
            <th scope="col">{t('admin.role')}</th>
            <th scope="col">{t('admin.change')}</th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id}>
              <th scope="row" class={styles.name}>
                <a href={`/admin/people/${person.id}`}>{person.name}</a>
              </th>
              <td>{person.email}</td>
              <td data-label={t('admin.joined')}>{dayOfTime(person.createdAt)}</td>
              <td data-label={t('admin.role')}>
                <Badge tone={person.role === 'resident' ? 'neutral' : 'primary'}>
                  {roleName(person.role)}
                </Badge>
              </td>
              <td>
                {person.id === asker.value?.id ? (
                  <span class={styles.own}>{t('admin.ownRole')}</span>
                ) : (
                  <Button
                    size="small"
                    aria-label={`${t('admin.change')}: ${person.name}`}
                    onClick={() => onChange(person)}
                  >
                    {t('admin.change')}
                  </Button>
                )}
                {person.secondFactor && person.id !== asker.value?.id && (
                  <Button
                    size="small"
                    aria-label={`${t('admin.resetFactor')}: ${person.name}`}
                    onClick={() => onReset(person)}
                  >
                    {t('admin.resetFactor')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
