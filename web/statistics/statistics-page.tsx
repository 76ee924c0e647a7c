/** What every page of statistics has: the way to the others, and the filters, which go along. */
import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';
import type { Step } from '../frame/page.tsx';
import { t } from '../i18n/i18n.ts';
import { isAdministrator } from '../session.ts';
import { StaffPage } from '../studio/staff-page.tsx';
import { cx } from '../ui/cx.ts';
import { useCurrentInView } from '../ui/use-current-in-view.ts';
import { type Asked, askedQuery } from './asked.ts';
import { Filters } from './filters.tsx';
import styles from './statistics-page.module.css';

const OVERVIEW = '/admin/statistics';

/** The step to the overview of the same days. */
export const toOverview = (asked: Asked): Step => ({
  label: t('statistics.statistics'),
  href: `${OVERVIEW}?${askedQuery(asked)}`,
});

interface StatisticsPageProps {
  title: string;
  asked: Asked;
  /** steps between the overview and this page */
  path?: readonly Step[];
  aside?: ComponentChildren;
  /** its numbers are compared with those of another period, which one may choose */
  comparing?: boolean;
  children: ComponentChildren;
}

export function StatisticsPage({
  title,
  asked,
  path = [],
  aside,
  comparing = false,
  children,
}: StatisticsPageProps) {
  const here = useLocation().path;
  const menu = useCurrentInView(here);
  return (
    <StaffPage title={title} path={here === OVERVIEW ? [] : [toOverview(asked), ...path]} aside={aside}>
      <nav class={styles.menu} ref={menu} aria-label={t('statistics.section')}>
        {subpages().map(({ name, href }) => {
          const current = currentOf(here) === name;
          return (
            <a
              key={name}
              class={cx(styles.link, current && styles.current)}
              href={`${href}?${askedQuery(asked)}`}
              aria-current={current ? (here === href ? 'page' : 'true') : undefined}
            >
              {t(`statistics.${name}`)}
            </a>
          );
        })}
      </nav>
      <Filters asked={asked} comparing={comparing} />
      {children}
    </StaffPage>
  );
}

/** The tables of the whole site are the administrators'. */
function subpages() {
  const own = ['courses'] as const;
  const site = ['audiences', 'regions', 'months', 'hours', 'quality'] as const;
  const names = isAdministrator.value ? [...own, ...site] : own;
  return [
    { name: 'overview' as const, href: OVERVIEW },
    ...names.map((name) => ({ name, href: `${OVERVIEW}/${name}` })),
  ];
}

/** The part under which an address stands: pages of lectures are reached from the overview. */
function currentOf(path: string): string {
  const part = path.slice(OVERVIEW.length + 1).split('/')[0] ?? '';
  return ['', 'lectures', 'comparison'].includes(part) ? 'overview' : part;
}
