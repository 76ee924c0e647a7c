/** Asks before a page is left with something that would be lost. */
import { useEffect } from 'preact/hooks';
import { t } from '../i18n/i18n.ts';

/** Asks before the window is closed or loaded anew, while `on`; in the browser's own words. */
export function useUnloadWarning(on: boolean): void {
  useEffect(() => {
    if (!on) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [on]);
}

/** Asks before a link leads to another page of the site, while `on`: what was typed is kept nowhere but on this one. */
export function useLinkWarning(on: boolean): void {
  useEffect(() => {
    if (!on) return;
    const warn = (event: MouseEvent) => {
      if (!leads(event) || confirm(t('studio.leaveUnkept'))) return;
      event.preventDefault();
      event.stopPropagation();
    };
    // before the router hears of it
    addEventListener('click', warn, { capture: true });
    return () => removeEventListener('click', warn, { capture: true });
  }, [on]);
}

/** Whether a click takes this window to another page of the site: leaving the site asks by itself. */
function leads({ target, ctrlKey, metaKey, shiftKey }: MouseEvent): boolean {
  const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href]') : null;
  if (!link || link.target || ctrlKey || metaKey || shiftKey) return false;
  return link.origin === location.origin && link.pathname !== location.pathname;
}
