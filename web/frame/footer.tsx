import type { Institution } from '../../server/contract/institution.ts';
import { localized, t } from '../i18n/i18n.ts';
import { cx } from '../ui/cx.ts';
import styles from './footer.module.css';
import { institution, siteTitle } from './institution.ts';
import { type MenuLink, siteLinks } from './links.ts';

export function Footer() {
  return (
    <footer class={styles.footer}>
      <div class={cx('content', styles.inner)}>
        <FooterWords of={institution.value} />
        <ul class={styles.links}>
          {[...siteLinks(), ...footLinks()].map((link) => (
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

/** What the main menu has no room for. */
const footLinks = (): MenuLink[] => [
  { href: '/faq', label: t('frame.questions') },
  { href: '/certificates', label: t('frame.checkCertificate') },
];

/** What the institution says of itself at the foot of every page. */
export function FooterWords({ of }: { of: Institution }) {
  const { about, aboutEn, address, addressEn, phone, email } = of;
  return (
    <div>
      <p class={styles.name}>{siteTitle(of)}</p>
      {about && <p>{localized(about, aboutEn)}</p>}
      <address class={styles.contact}>
        {address && <span>{localized(address, addressEn)}</span>}
        {phone && (
          <span>
            {t('frame.phone')} <a href={`tel:${phone.replace(/[^\d+]/g, '')}`}>{phone}</a>
          </span>
        )}
        {email && (
          <span>
            {t('frame.email')} <a href={`mailto:${email}`}>{email}</a>
          </span>
        )}
      </address>
    </div>
  );
}
