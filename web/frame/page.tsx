/** What every page begins with: its title in the tab, where one is, one h1. */
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '../i18n/i18n.ts';
import { cx } from '../ui/cx.ts';
import { siteTitle } from './institution.ts';
import styles from './page.module.css';

/** Sets the tab's title: `강의 목록 | 경기도 협치학교 마당`. */
export function useTitle(title: string | undefined): void {
  const site = siteTitle();
  useEffect(() => {
    document.title = title ? `${title} | ${site}` : site;
  }, [title, site]);
}

/** Whether somebody has typed since the page that is being fetched was asked for. */
let typing = false;
let asked = '';
const typed = () => {
  typing = true;
};

/** A page is being fetched; the one before stands until it has come. */
export function fetching(url: string): void {
  // one that was asked for meanwhile: what was typed until then led to it
  if (url !== asked) typing = false;
  asked = url;
  addEventListener('input', typed, { once: true });
}
/** It has come, and who was to `arrive` there has. */
export function fetched(): void {
  removeEventListener('input', typed);
  typing = false;
  asked = '';
}

/**
 * After a move to another page reading begins at its content, as it would after a full load. Who has gone on to type
 * in the header meanwhile, a next search, is not torn away from it.
 */
export function arrive(): void {
  if (typing && document.activeElement !== document.body) return;
  document.getElementById('content')?.focus({ preventScroll: true });
}

/** A step of the way to this page. */
export interface Step {
  label: string;
  href: string;
}

interface PageProps {
  title: string;
  /** Steps between home and this page. */
  path?: readonly Step[];
  /** Beside the h1, e.g. the page's one primary button. */
  aside?: ComponentChildren;
  /** One column of reading width, for forms and texts. */
  narrow?: boolean;
  children: ComponentChildren;
}

/** A page with breadcrumb and h1, in the width of the content. */
export function Page({ title, path = [], aside, narrow = false, children }: PageProps) {
  useTitle(title);
  return (
    <div class={cx('content', styles.page, narrow && styles.narrow)}>
      <nav aria-label={t('frame.breadcrumb')}>
        <ol class={styles.path}>
          {[{ label: t('frame.home'), href: '/' }, ...path].map((step) => (
            <li key={step.href}>
              <a href={step.href}>{step.label}</a>
            </li>
          ))}
          <li aria-current="page">{title}</li>
        </ol>
      </nav>
      <div class={styles.top}>
        <h1>{title}</h1>
        {aside}
      </div>
      {children}
    </div>
  );
}
