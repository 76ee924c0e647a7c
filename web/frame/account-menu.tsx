import { useLocation } from 'preact-iso';
import { t } from '../i18n/i18n.ts';
import { roleName } from '../i18n/vocabulary.ts';
import { account } from '../session.ts';
import { Icon } from '../ui/icon.tsx';
import { Menu } from '../ui/menu.tsx';
import styles from './account-menu.module.css';
import { leave } from './leave.ts';
import { staffLinks } from './links.ts';
import { signInAddress } from './next.ts';

/** 로그인, or for who is signed in a menu of what is theirs. Keeps its room while nothing is known yet. */
export function AccountMenu({ buttonClass }: { buttonClass?: string | undefined }) {
  const { url, route } = useLocation();
  const who = account.value;
  if (!who) {
    return (
      <a
        class={buttonClass}
        href={signInAddress(url)}
        style={{ visibility: who === null ? 'visible' : 'hidden' }}
      >
        <span class={styles.face}>
          <Icon name="account" size={22} />
          {t('frame.signIn')}
        </span>
      </a>
    );
  }
  const links = [
    { href: '/my', label: t('frame.my') },
    { href: '/account', label: t('frame.ownAccount') },
    ...staffLinks(),
  ];
  return (
    <Menu
      buttonClass={buttonClass}
      button={
        <span class={styles.face}>
          <Icon name="account" size={22} />
          <span class={styles.name}>{who.name}</span>
          <Icon name="down" size={16} />
        </span>
      }
    >
      {(close) => (
        <>
          <p class={styles.who}>
            {who.email}
            <br />
            {roleName(who.role)}
          </p>
          <ul class={styles.list}>
            {links.map((link) => (
              <li key={link.href}>
                <a class={styles.item} href={link.href} onClick={close}>
                  {link.label}
                </a>
              </li>
            ))}
            <li class={styles.last}>
              <button
                type="button"
                class={styles.item}
                onClick={() => {
                  close();
                  void leave(route);
                }}
              >
                {t('frame.signOut')}
              </button>
            </li>
          </ul>
        </>
      )}
    </Menu>
  );
}
