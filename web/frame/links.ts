/** Where the menus lead. */
import { t } from '../i18n/i18n.ts';
import { isAdministrator, isStaff } from '../session.ts';

export interface MenuLink {
  href: string;
  label: string;
}

/** The main menu. */
export function siteLinks(): MenuLink[] {
  return [
    { href: '/lectures', label: t('frame.lectures') },
    { href: '/courses', label: t('frame.courses') },
    { href: '/my', label: t('frame.my') },
    { href: '/announcements', label: t('frame.announcements') },
  ];
}

/** What staff and administrators have besides; empty for everyone else. */
export function staffLinks(): MenuLink[] {
  if (!isStaff.value) return [];
  const links = [
    { href: '/studio', label: t('frame.studio') },
    { href: '/studio/courses', label: t('frame.studioCourses') },
    { href: '/admin/statistics', label: t('frame.statistics') },
    { href: '/admin/learners', label: t('frame.learners') },
  ];
  if (!isAdministrator.value) return links;
  return [
    ...links,
    { href: '/admin/people', label: t('frame.people') },
    { href: '/admin/audit', label: t('frame.audit') },
    { href: '/admin/announcements', label: t('frame.adminAnnouncements') },
    { href: '/admin/questions', label: t('frame.adminQuestions') },
    { href: '/admin/institution', label: t('frame.institution') },
    { href: '/admin/operations', label: t('frame.operations') },
  ];
}

/** The link of `links` under which a path stands: the longest one that it begins with. */
export function currentLink(path: string, links: readonly MenuLink[]): string | undefined {
  return links
    .map((link) => link.href)
    .filter((href) => path === href || path.startsWith(`${href}/`))
    .sort((a, b) => b.length - a.length)[0];
}
