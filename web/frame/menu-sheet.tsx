/** 전체메뉴: the menus as a full sheet, where the bar has no room for them. */
import { useEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { t } from '../i18n/i18n.ts';
import { account } from '../session.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Identity } from './identity.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { leave } from './leave.ts';
import { currentLink, type MenuLink, siteLinks, staffLinks } from './links.ts';
import styles from './menu-sheet.module.css';
import { signInAddress } from './next.ts';

interface MenuSheetProps {
  open: boolean;
  onClose: () => void;
  onSettings: () => void;
}

export function MenuSheet({ open, onClose, onSettings }: MenuSheetProps) {
  const { url, path, route } = useLocation();
  const sheet = useRef<HTMLDialogElement>(null);
  const who = account.value;

  useEffect(() => {
    if (open) sheet.current?.showModal();
    else sheet.current?.close();
  }, [open]);

  // Whatever moved to another page, the sheet is done.
  useEffect(onClose, [url]);

  return (
    <dialog ref={sheet} class={styles.sheet} aria-label={t('frame.wholeMenu')} onClose={onClose}>
      <div class={styles.top}>
        <Identity />
        <button type="button" class={styles.close} aria-label={t('frame.close')} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <nav aria-label={t('frame.mainMenu')}>
        <LinkList links={siteLinks()} path={path} />
        <LinkList links={staffLinks()} path={path} title={t('frame.work')} />
      </nav>
      <div class={styles.tools}>
        <button type="button" class={styles.tool} onClick={onSettings}>
          <Icon name="display" size={22} />
          {t('frame.displaySettings')}
        </button>
        <LanguageSwitch class={styles.tool} />
      </div>
      <div class={styles.account}>
        {who ? (
          <>
            <p>{t('frame.signedInAs', { name: who.name })}</p>
            <ButtonLink wide href="/account">
              {t('frame.ownAccount')}
            </ButtonLink>
            <Button wide onClick={() => leave(route).then(onClose)}>
              {t('frame.signOut')}
            </Button>
          </>
        ) : (
          <>
            <ButtonLink wide look="primary" href={signInAddress(url)}>
              {t('frame.signIn')}
            </ButtonLink>
            <ButtonLink wide href="/sign-up">
              {t('frame.signUp')}
            </ButtonLink>
          </>
        )}
      </div>
    </dialog>
  );
}

function LinkList({ links, path, title }: { links: MenuLink[]; path: string; title?: string }) {
  if (links.length === 0) return null;
  const current = currentLink(path, links);
  return (
    <>
      {title && <h2 class={styles.title}>{title}</h2>}
      <ul>
        {links.map((link) => (
          <li key={link.href}>
            <a class={styles.link} href={link.href} aria-current={link.href === current ? 'page' : undefined}>
              {link.label}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
