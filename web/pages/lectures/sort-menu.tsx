import { t } from '../../i18n/i18n.ts';
import { cx } from '../../ui/cx.ts';
import { addressOf, type LectureFilter, SORTS, type Sort } from './lecture-filter.ts';
import styles from './sort-menu.module.css';

/** The orders as links: each list has an address, and nothing happens by merely choosing. */
export function SortMenu({ filter }: { filter: LectureFilter }) {
  const words: Record<Sort, string> = {
    newest: t('pages.newestFirst'),
    popular: t('pages.popularFirst'),
    title: t('pages.byTitle'),
  };
  return (
    <nav aria-label={t('pages.sort')}>
      <ul class={styles.row}>
        {SORTS.map((sort) => (
          <li key={sort}>
            <a
              class={cx(styles.sort, sort === filter.sort && styles.chosen)}
              href={addressOf({ ...filter, sort, page: 1 })}
              aria-current={sort === filter.sort ? 'true' : undefined}
            >
              {words[sort]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
