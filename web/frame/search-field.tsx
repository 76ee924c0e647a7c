import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { withQuery } from '../api.ts';
import { t } from '../i18n/i18n.ts';
import { Icon } from '../ui/icon.tsx';
import styles from './search-field.module.css';

/** Searches the catalogue: leads to the list of lectures with what was typed. */
export function SearchField({ id, onSearched }: { id: string; onSearched?: () => void }) {
  const { path, query, route } = useLocation();
  const shown = path === '/lectures' ? (query.q ?? '') : '';
  const [text, setText] = useState(shown);
  useEffect(() => setText(shown), [shown]);

  return (
    <search>
      <form
        class={styles.form}
        action="/lectures"
        onSubmit={(event) => {
          event.preventDefault();
          route(withQuery('/lectures', { q: text.trim() }));
          onSearched?.();
        }}
      >
        <label class="visually-hidden" for={id}>
          {t('frame.search')}
        </label>
        <input
          id={id}
          class={styles.input}
          type="search"
          name="q"
          maxLength={200}
          placeholder={t('frame.searchPlaceholder')}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button class={styles.go} type="submit" aria-label={t('frame.doSearch')}>
          <Icon name="search" size={22} />
        </button>
      </form>
    </search>
  );
}
