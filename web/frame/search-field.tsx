import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { withQuery } from '../api.ts';
import { t } from '../i18n/i18n.ts';
import { choicesOf, useSuggested } from '../search/suggested.ts';
import { Suggestions } from '../search/suggestions.tsx';
import { announce } from '../ui/announce.tsx';
import { number } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import styles from './search-field.module.css';

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/**
 * Searches the catalogue: offers what is found while somebody types, a combobox as ARIA describes it, and leads to the
 * list of lectures with what was typed.
 */
export function SearchField({ id, onSearched }: { id: string; onSearched?: () => void }) {
  const { path, query, route } = useLocation();
  const shown = path === '/lectures' ? (query.q ?? '') : '';
  const [text, setText] = useState(shown);
  const [typing, setTyping] = useState(false);
  const [active, setActive] = useState(-1);
  // at once: a frame later it would take the place of what is typed by then
  useLayoutEffect(() => setText(shown), [shown]);
  const page = useSuggested(typing ? text : '');
  const choices = page ? choicesOf(page.items) : [];
  const list = `${id}-found`;

  useEffect(() => {
    setActive(-1);
    if (page) announce(t('pages.total', { n: number(page.total) }));
  }, [page]);

  function left() {
    setTyping(false);
    onSearched?.();
  }
  function leave(href: string) {
    route(href);
    left();
  }

  function onKeyDown(event: KeyboardEvent) {
    // keys of an input method that is writing a syllable are its own
    if (event.isComposing || !page) return;
    const step = STEPS[event.key];
    const chosen = choices[active];
    if (event.key === 'Escape') setTyping(false);
    else if (step) {
      // past either end nothing is chosen: Enter then searches
      const places = choices.length + 1;
      setActive(((active + 1 + step + places) % places) - 1);
    } else if (event.key === 'Enter' && chosen) leave(chosen.href);
    else return;
    event.preventDefault();
  }

  return (
    <search>
      <form
        class={styles.form}
        action="/lectures"
        onSubmit={(event) => {
          event.preventDefault();
          leave(withQuery('/lectures', { q: text.trim() }));
        }}
        onFocusOut={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setTyping(false);
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
          autocomplete="off"
          placeholder={t('frame.searchPlaceholder')}
          value={text}
          // biome-ignore lint/a11y/noRedundantRoles: without a datalist it is one by this role alone
          role="combobox"
          list={undefined}
          aria-expanded={choices.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={active >= 0 ? `${list}-${active}` : undefined}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setTyping(true);
          }}
          onKeyDown={onKeyDown}
        />
        <button class={styles.go} type="submit" aria-label={t('frame.doSearch')}>
          <Icon name="search" size={22} />
        </button>
        {page && <Suggestions id={list} page={page} choices={choices} active={active} onChosen={left} />}
      </form>
    </search>
  );
}
