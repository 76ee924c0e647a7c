import type { OwnData } from '../../../server/contract/privacy.ts';
import type { Audience, Region } from '../../../server/contract/vocabulary.ts';
import { t } from '../../i18n/i18n.ts';
import { regionName } from '../../i18n/regions.ts';
import { audienceName, roleName } from '../../i18n/vocabulary.ts';
import { day, dayAndTime } from '../../ui/format.ts';
import { consentLine } from '../consents/consent-line.ts';
import styles from './own-data.module.css';

/** Statistics call what was not said `unknown`. */
const isSaid = (word: string | null): word is string => word !== null && word !== 'unknown';
const audienceText = (word: string | null) =>
  isSaid(word) ? audienceName(word as Audience) : t('privacy.unsaid');
const regionText = (word: string | null) => (isSaid(word) ? regionName(word as Region) : t('privacy.unsaid'));

/** Who somebody is here, what they said before, and where they are signed in. */
export function OwnAccountFacts({
  data: { account, identity, consents, formerTraits, sessions },
}: {
  data: OwnData;
}) {
  const facts = [
    [t('pages.email'), account.email],
    [t('pages.name'), account.name],
    [t('account.role'), roleName(account.role)],
    [t('pages.ownAudience'), audienceText(account.audience)],
    [t('pages.ownRegion'), regionText(account.region)],
    ...(identity ? [[t('privacy.identity'), `${identity.subject} · ${identity.issuer}`]] : []),
    [t('privacy.since'), dayAndTime(account.createdAt)],
    ...(account.role === 'resident'
      ? []
      : [[t('privacy.notify'), t(account.notify ? 'privacy.yes' : 'privacy.no')]]),
  ];
  return (
    <section class={styles.section}>
      <h2>{t('privacy.account')}</h2>
      <dl class={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {formerTraits.length > 0 && (
        <>
          <h3>{t('privacy.formerTraits')}</h3>
          <ul class={styles.list}>
            {formerTraits.map(({ until, audience, region }) => (
              <li key={until}>
                {t('privacy.until', { day: day(until) })}: {audienceText(audience)} · {regionText(region)}
              </li>
            ))}
          </ul>
        </>
      )}
      {consents.length > 0 && (
        <>
          <h3>{t('privacy.consents')}</h3>
          <ul class={styles.list}>
            {consents.map((consent) => (
              <li key={`${consent.kind} ${consent.at}`}>{consentLine(consent)}</li>
            ))}
          </ul>
        </>
      )}
      <h3>{t('privacy.sessions')}</h3>
      <ul class={styles.list}>
        {sessions.map(({ browser, system, createdAt, lastSeenAt, expiresAt }) => (
          <li key={createdAt}>
            {t(`account.browser_${browser}`)} · {t(`account.system_${system}`)}
            <span class={styles.small}>
              {t('privacy.sessionTimes', {
                from: dayAndTime(createdAt),
                last: dayAndTime(lastSeenAt),
                until: dayAndTime(expiresAt),
              })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
