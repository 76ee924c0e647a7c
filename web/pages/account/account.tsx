/** 내 계정: who one is here, what one says of oneself, one's password, where one is signed in, and one's data. */
import { Page } from '../../frame/page.tsx';
import { t } from '../../i18n/i18n.ts';
import { roleName } from '../../i18n/vocabulary.ts';
import { account } from '../../session.ts';
import { ButtonLink } from '../../ui/button.tsx';
import styles from './account.module.css';
import { NameForm } from './name-form.tsx';
import { OwnSessions } from './own-sessions.tsx';
import { PasswordForm } from './password-form.tsx';
import { TraitsForm } from './traits-form.tsx';

export default function OwnAccount() {
  const person = account.value;
  if (!person) return null;
  return (
    <Page title={t('frame.ownAccount')} narrow>
      <section class={styles.section} aria-labelledby="about">
        <h2 id="about">{t('account.about')}</h2>
        <dl class={styles.facts}>
          <dt>{t('pages.email')}</dt>
          <dd>{person.email}</dd>
          {!person.hasPassword && (
            <>
              <dt>{t('pages.name')}</dt>
              <dd>{person.name}</dd>
            </>
          )}
          <dt>{t('account.role')}</dt>
          <dd>{roleName(person.role)}</dd>
        </dl>
        {person.hasPassword ? <NameForm key={person.id} name={person.name} /> : <p>{t('sso.own')}</p>}
      </section>
      {person.hasPassword && (
        <section class={styles.section} aria-labelledby="email-title">
          <h2 id="email-title">{t('account.changeEmail')}</h2>
          <p>{t('account.changeEmailAbout')}</p>
          <ButtonLink href="/account/email">{t('account.changeEmail')}</ButtonLink>
        </section>
      )}
      <section class={styles.section} aria-labelledby="traits-title">
        <h2 id="traits-title">{t('account.traits')}</h2>
        <TraitsForm key={person.id} person={person} />
      </section>
      {person.hasPassword && (
        <section class={styles.section} aria-labelledby="password-title">
          <h2 id="password-title">{t('account.changePassword')}</h2>
          <PasswordForm email={person.email} />
        </section>
      )}
      <section class={styles.section} aria-labelledby="sessions">
        <h2 id="sessions">{t('account.sessions')}</h2>
        <OwnSessions />
      </section>
      {person.hasPassword && (
        <section class={styles.section} aria-labelledby="factor">
          <h2 id="factor">{t('factor.title')}</h2>
          <p>{t('factor.about')}</p>
          <ButtonLink href="/account/second-factor">{t('factor.title')}</ButtonLink>
        </section>
      )}
      <section class={styles.section} aria-labelledby="own-data">
        <h2 id="own-data">{t('privacy.ownData')}</h2>
        <p>{t('privacy.ownDataAbout')}</p>
        <ButtonLink href="/account/data">{t('privacy.ownData')}</ButtonLink>
      </section>
      <section class={styles.section} aria-labelledby="consents">
        <h2 id="consents">{t('privacy.consents')}</h2>
        <p>{t('privacy.consentsAbout')}</p>
        <ButtonLink href="/account/consents">{t('privacy.consents')}</ButtonLink>
      </section>
      <section class={styles.section} aria-labelledby="withdrawal">
        <h2 id="withdrawal">{t('privacy.withdrawal')}</h2>
        <p>{t('privacy.withdrawalAbout')}</p>
        <ButtonLink href="/account/withdrawal">{t('privacy.withdrawal')}</ButtonLink>
      </section>
    </Page>
  );
}
