/** Over the table of one's lectures: words to search for, and the states as links, each with an address. */
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { t } from '../i18n/i18n.ts';
import { LECTURE_STATE_ORDER, lectureStateName } from '../i18n/vocabulary.ts';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { TextField } from '../ui/field.tsx';
import styles from './filter-bar.module.css';
import { addressOf, type TableFilter } from './table-filter.ts';

export function FilterBar({ filter }: { filter: TableFilter }) {
  return (
    <div class={styles.bar}>
      <SearchForm key={filter.q} filter={filter} />
      <nav aria-label={t('studio.filterState')}>
        <ul class={styles.states}>
          {[undefined, ...LECTURE_STATE_ORDER].map((state) => (
            <li key={state ?? ''}>
              <a
                class={cx(styles.state, state === filter.state && styles.chosen)}
                href={addressOf({ ...filter, state, page: 1 })}
                aria-current={state === filter.state ? 'true' : undefined}
              >
                {state ? lectureStateName(state) : t('studio.filterAll')}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  );
}

function SearchForm({ filter }: { filter: TableFilter }) {
  const { route } = useLocation();
  const [typed, setTyped] = useState(filter.q);
  return (
    <search>
      <form
        class={styles.search}
        onSubmit={(event) => {
          event.preventDefault();
          route(addressOf({ ...filter, q: typed.trim(), page: 1 }));
        }}
      >
        <TextField
          type="search"
          label={t('studio.searchOwn')}
          maxLength={200}
          value={typed}
          onText={setTyped}
        />
        <Button type="submit">{t('studio.searchGo')}</Button>
      </form>
    </search>
  );
}
