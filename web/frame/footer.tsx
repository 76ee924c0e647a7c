import { t } from '../i18n/i18n.ts';
import { cx } from '../ui/cx.ts';
import styles from './footer.module.css';
import { siteLinks } from './links.ts';

export function Footer() {
  return (
    <footer class={styles.footer}>
      <div class={cx('content', styles.inner)}>
        <div>
          <p class={styles.name}>{t('frame.siteTitle')}</p>
          <p>{t('frame.footerLine')}</p>
        </div>
        <ul class={styles.links}>
          {[...siteLinks(), { href: '/certificates', label: t('frame.checkCertificate') }].map((link) => (
            <li key={link.href}>
              <a class={styles.link} href={link.href}>
                {link.label}
              </a>
            </li>
          ))}
          <li>
            <a class={cx(styles.link, styles.policy)} href="/privacy">
              {t('frame.privacyPolicy')}
            </a>
          </li>
        </ul>
      </div>
    </footer>
  );
}
