/** Pages of a list as links, so that each has an address. */
import { t } from '../i18n/i18n.ts';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';
import { pageNumbers } from './page-numbers.ts';
import styles from './pagination.module.css';

interface PaginationProps {
  page: number;
  total: number;
  pageSize: number;
  /** The address of a page. */
  href: (page: number) => string;
}

export function Pagination({ page, total, pageSize, href }: PaginationProps) {
  const last = Math.ceil(total / pageSize);
  if (last <= 1) return null;
  return (
    <nav aria-label={t('frame.pages')} class={styles.row}>
      {page > 1 && (
        <a class={styles.step} href={href(page - 1)} rel="prev">
          <Icon name="left" size={20} />
          {t('frame.previousPage')}
        </a>
      )}
      <ol class={styles.numbers}>
        {pageNumbers(page, last).map((item) => (
          <li key={item.key}>
            {item.page === undefined ? (
              <span class={styles.gap}>…</span>
            ) : (
              <a
                class={cx(styles.number, item.page === page && styles.current)}
                href={href(item.page)}
                aria-current={item.page === page ? 'page' : undefined}
              >
                {item.page}
              </a>
            )}
          </li>
        ))}
      </ol>
      {page < last && (
        <a class={styles.step} href={href(page + 1)} rel="next">
          {t('frame.nextPage')}
          <Icon name="right" size={20} />
        </a>
      )}
    </nav>
  );
}

/** The page that an address asks for, from 1. */
export const pageIn = (query: Readonly<Record<string, string>>): number =>
  Math.max(1, Number.parseInt(query.page ?? '1', 10) || 1);
