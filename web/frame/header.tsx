/** The bar at the top of every page. */
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { t } from '../i18n/i18n.ts';
import { cx } from '../ui/cx.ts';
import { Icon } from '../ui/icon.tsx';
import { whenOpen } from '../ui/when-open.tsx';
import { AccountMenu } from './account-menu.tsx';
import styles from './header.module.css';
import { Identity } from './identity.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { currentLink, siteLinks } from './links.ts';
import { MenuSheet } from './menu-sheet.tsx';
import { SearchField } from './search-field.tsx';

const DisplaySettings = whenOpen(() =>
  import('./display-settings.tsx').then(({ DisplaySettings }) => DisplaySettings),
);

export function Header() {
  const { path } = useLocation();
  const [searching, setSearching] = useState(false);
  const [menu, setMenu] = useState(false);
  const [settings, setSettings] = useState(false);
  const links = siteLinks();
  const current = currentLink(path, links);

  return (
    <header class={styles.header}>
      <div class={cx('content', styles.bar)}>
        <Identity />
        <nav class={styles.nav} aria-label={t('frame.mainMenu')}>
          <ul class={styles.links}>
            {links.map((link) => (
              <li key={link.href}>
                <a
                  class={cx(styles.link, link.href === current && styles.here)}
                  href={link.href}
                  aria-current={link.href === path ? 'page' : undefined}
                >
                  {link.label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div class={cx(styles.search, searching && styles.searching)}>
          <SearchField id="search-bar" onSearched={() => setSearching(false)} />
        </div>
        <div class={styles.tools}>
          <LanguageSwitch class={styles.tool} />
          <button
            type="button"
            class={styles.tool}
            aria-label={t('frame.displaySettings')}
            title={t('frame.displaySettings')}
            onClick={() => setSettings(true)}
          >
            <Icon name="display" />
          </button>
          <AccountMenu buttonClass={styles.tool} />
        </div>
        <div class={styles.phone}>
          <button
            type="button"
            class={styles.tool}
            aria-label={t('frame.search')}
            aria-expanded={searching}
            onClick={() => {
              setSearching(!searching);
              if (!searching) requestAnimationFrame(() => document.getElementById('search-bar')?.focus());
            }}
          >
            <Icon name={searching ? 'close' : 'search'} />
          </button>
          <button
            type="button"
            class={styles.tool}
            aria-label={t('frame.wholeMenu')}
            onClick={() => setMenu(true)}
          >
            <Icon name="menu" />
          </button>
        </div>
      </div>
      <MenuSheet
        open={menu}
        onClose={() => setMenu(false)}
        onSettings={() => {
          setMenu(false);
          setSettings(true);
        }}
      />
      <DisplaySettings open={settings} onClose={() => setSettings(false)} />
    </header>
  );
}
