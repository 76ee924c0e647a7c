/** 강의 목록: the catalogue with search, filters and sorts; all of it in the address. */
import { useEffect, useRef } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import type { LecturePage } from '../../../server/contract/lectures.ts';
import { api } from '../../api.ts';
import { Page } from '../../frame/page.tsx';
import { t } from '../../i18n/i18n.ts';
import { useLoad } from '../../load.ts';
import { announce } from '../../ui/announce.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { number } from '../../ui/format.ts';
import { LectureGrid } from '../../ui/lecture-grid.tsx';
import { Empty, ErrorNote, Loading } from '../../ui/notes.tsx';
import { Pagination } from '../../ui/pagination.tsx';
import { Chips } from './chips.tsx';
import { useFacets } from './facets.ts';
import { FilterPanel } from './filter-panel.tsx';
import { Found, FoundSkeleton } from './found-lecture.tsx';
import {
  addressOf,
  FACETS,
  filterFrom,
  type LectureFilter,
  lectureQuery,
  PAGE_SIZE,
} from './lecture-filter.ts';
import styles from './lectures.module.css';
import { SortMenu } from './sort-menu.tsx';

export default function Lectures() {
  const { query } = useRoute();
  const filter = filterFrom(query);
  const address = addressOf(filter);
  const facets = useFacets();
  const list = useLoad(address, (signal) =>
    api.get<LecturePage>('/api/lectures', lectureQuery(filter), signal),
  );
  useTopOfList(filter.page);

  const total = list.data?.total;
  const known = !list.busy && !list.error ? total : undefined;
  useEffect(() => {
    if (known !== undefined) announce(t('pages.total', { n: number(known) }));
  }, [known]);

  const title = filter.q ? t('pages.searchResults', { q: filter.q }) : t('pages.lectureList');
  const path = filter.q ? [{ label: t('pages.lectureList'), href: '/lectures' }] : [];
  return (
    <Page title={title} path={path}>
      <div class={styles.columns}>
        <FilterPanel filter={filter} facets={facets} total={known} />
        <section class={styles.results} aria-label={title} aria-busy={list.busy}>
          <div class={styles.top}>
            <p class={styles.total}>
              {total === undefined ? '\u00a0' : t('pages.total', { n: number(total) })}
            </p>
            <SortMenu filter={filter} />
          </div>
          <Chips filter={filter} facets={facets} />
          {list.error ? (
            <ErrorNote error={list.error} onRetry={list.reload} />
          ) : total === 0 ? (
            <NoResults filter={filter} />
          ) : (
            <>
              {list.data?.mended && (
                <p class={styles.mended}>{t('pages.mended', { q: filter.q, mended: list.data.mended })}</p>
              )}
              {filter.q ? (
                <FoundList lectures={list.data?.items} words={list.data?.mended ?? filter.q} />
              ) : (
                <LectureGrid lectures={list.data?.items} expected={6} level={2} />
              )}
              {list.data && (
                <Pagination
                  page={filter.page}
                  total={list.data.total}
                  pageSize={PAGE_SIZE}
                  href={(page) => addressOf({ ...filter, page })}
                />
              )}
            </>
          )}
        </section>
      </div>
    </Page>
  );
}

/** What was found, one below the other: of each there is something to read. */
function FoundList({ lectures, words }: { lectures: LecturePage['items'] | undefined; words: string }) {
  if (!lectures) {
    return (
      <div>
        <Loading />
        {[1, 2, 3, 4].map((one) => (
          <FoundSkeleton key={one} />
        ))}
      </div>
    );
  }
  return (
    <ul>
      {lectures.map((lecture) => (
        <li key={lecture.id}>
          <Found lecture={lecture} words={words} />
        </li>
      ))}
    </ul>
  );
}

function NoResults({ filter }: { filter: LectureFilter }) {
  if (!filter.q && FACETS.every((facet) => filter[facet] === undefined)) {
    return (
      <Empty title={t('pages.noLectures')}>
        <p>{t('pages.noLecturesWhy')}</p>
      </Empty>
    );
  }
  return (
    <Empty title={t('pages.noResults')}>
      <p>{t('pages.noResultsWhy')}</p>
      <ButtonLink href="/lectures">{t('pages.clearAll')}</ButtonLink>
    </Empty>
  );
}

/** The router stays where it was when only the query changes: another page of the list begins at its top. */
function useTopOfList(page: number): void {
  const shown = useRef(page);
  useEffect(() => {
    if (shown.current !== page) scrollTo(0, 0);
    shown.current = page;
  }, [page]);
}
