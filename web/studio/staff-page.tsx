/** What every page for staff has: the staff's menu. */
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { Page, type Step } from '../frame/page.tsx';
import { t } from '../i18n/i18n.ts';
import { isAdministrator } from '../session.ts';
import { cx } from '../ui/cx.ts';
import { useCurrentInView } from '../ui/use-current-in-view.ts';
import styles from './staff-page.module.css';
import { startUploads } from './upload/start.ts';

interface StaffPageProps {
  title: string;
  path?: readonly Step[];
  aside?: ComponentChildren;
  children: ComponentChildren;
}

/** A page for staff; from the first of them on uploads are under way. */
export function StaffPage({ title, path, aside, children }: StaffPageProps) {
  useEffect(startUploads, []);
  return (
    <Page title={title} path={path ?? []} aside={aside}>
      <StaffMenu />
      {children}
    </Page>
  );
}

function StaffMenu() {
  const { path } = useLocation();
  const menu = useCurrentInView(path);
  const links = [
    {
      href: '/studio',
      label: t('studio.lectures'),
      here: path === '/studio' || path === '/studio/bin' || path.startsWith('/studio/lectures'),
    },
    {
      href: '/studio/uncaptioned',
      label: t('studio.uncaptioned'),
      here: path === '/studio/uncaptioned',
    },
    { href: '/studio/courses', label: t('studio.courses'), here: path.startsWith('/studio/courses') },
    { href: '/admin/statistics', label: t('studio.statistics'), here: path.startsWith('/admin/statistics') },
    { href: '/admin/learners', label: t('studio.learners'), here: path.startsWith('/admin/learners') },
    ...(isAdministrator.value
      ? [
          { href: '/admin/people', label: t('studio.people'), here: path.startsWith('/admin/people') },
          { href: '/admin/audit', label: t('studio.audit'), here: path.startsWith('/admin/audit') },
          {
            href: '/admin/announcements',
            label: t('frame.adminAnnouncements'),
            here: path.startsWith('/admin/announcements'),
          },
          {
            href: '/admin/questions',
            label: t('frame.adminQuestions'),
            here: path === '/admin/questions',
          },
          {
            href: '/admin/institution',
            label: t('frame.institution'),
            here: path === '/admin/institution',
          },
          { href: '/admin/operations', label: t('frame.operations'), here: path === '/admin/operations' },
        ]
      : []),
  ];
  return (
    <nav class={styles.menu} ref={menu} aria-label={t('studio.menu')}>
      {links.map(({ href, label, here }) => (
        <a
          key={href}
          href={href}
          class={cx(styles.link, here && styles.here)}
          aria-current={here ? 'page' : undefined}
        >
          {label}
        </a>
      ))}
    </nav>
  );
}
