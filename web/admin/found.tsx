/** What an administrator's search found: on its way, nothing, or a list with its pages. */
import type { ComponentChildren } from 'preact';
import { t } from '../i18n/i18n.ts';
import type { Load } from '../load.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Empty, ErrorNote, Loading } from '../ui/notes.tsx';
import { Pagination } from '../ui/pagination.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import styles from './list.module.css';

interface FoundProps<List> {
  list: Load<List>;
  /** what is said when nothing was found */
  none: string;
  /** the list's address without a wish, when there are wishes: the way out of finding nothing */
  clear: string | false;
  /** how much there is, in words */
  count: (list: List) => string;
  href: (page: number, list: List) => string;
  /** buttons beside the count */
  actions?: ComponentChildren;
  children: (list: List) => ComponentChildren;
}

export function Found<List extends { total: number; page: number; pageSize: number }>({
  list: { data, error, busy, reload },
  none,
  clear,
  count,
  href,
  actions,
  children,
}: FoundProps<List>) {
  if (error) return <ErrorNote error={error} onRetry={reload} />;
  if (!data)
    return (
      <>
        <Loading />
        <Skeleton height="40rem" />
      </>
    );
  if (data.total === 0)
    return <Empty title={none}>{clear && <ButtonLink href={clear}>{t('admin.clear')}</ButtonLink>}</Empty>;
  return (
    <div aria-busy={busy}>
      <div class={styles.top}>
        <p class={styles.found} role="status">
          {count(data)}
        </p>
        {actions}
      </div>
      {children(data)}
      <Pagination
        page={data.page}
        total={data.total}
        pageSize={data.pageSize}
        href={(page) => href(page, data)}
      />
    </div>
  );
}
