/** `/privacy`, 개인정보처리방침: what is kept of people, what for and how long, from the settings (개인정보 보호법 제30조). */
import type { ComponentChildren } from 'preact';
import type { PrivacyPolicy } from '../../../server/contract/consents.ts';
import { Page } from '../../frame/page.tsx';
import { localized, t } from '../../i18n/i18n.ts';
import { day } from '../../ui/format.ts';
import { ErrorNote, Loading } from '../../ui/notes.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import table from '../../ui/table.module.css';
import { usePolicy } from './policy.ts';
import styles from './privacy.module.css';

export default function PrivacyPage() {
  const { data, error, reload } = usePolicy();
  return (
    <Page title={t('frame.privacyPolicy')}>
      {error && <ErrorNote error={error} onRetry={reload} />}
      {!data && !error && (
        <>
          <Loading />
          <Skeleton height="40rem" />
        </>
      )}
      {data && !error && <Policy policy={data} />}
    </Page>
  );
}

function Policy({ policy }: { policy: PrivacyPolicy }) {
  const { since, officer, contact, periods } = policy;
  const institution = localized(policy.institution, policy.institutionEn);
  return (
    <div class={styles.policy}>
      <p>{t('privacy.policyLead', { institution, day: day(since) })}</p>
      <Section title={t('privacy.policyWhat')}>
        <Table
          name={t('privacy.policyWhat')}
          heads={[t('privacy.who'), t('privacy.items'), t('privacy.purpose'), t('privacy.howLong')]}
          rows={[
            [
              t('privacy.whoAccount'),
              t('privacy.requiredItems'),
              t('privacy.requiredPurpose'),
              t('privacy.untilWithdrawal'),
            ],
            ...(policy.sso === null
              ? []
              : [
                  [
                    t('privacy.whoSso', { name: policy.sso }),
                    t('privacy.ssoItems', { name: policy.sso }),
                    t('privacy.ssoPurpose'),
                    t('privacy.ssoHowLong'),
                  ],
                ]),
            [
              t('privacy.whoOptional'),
              t('privacy.optionalItems'),
              t('privacy.optionalPurpose'),
              t('privacy.untilWithdrawal'),
            ],
            [
              t('privacy.whoAnybody'),
              t('privacy.anybodyItems'),
              t('privacy.anybodyPurpose'),
              t('privacy.anybodyHowLong'),
            ],
          ]}
        />
        <p>{t('privacy.policyNever')}</p>
      </Section>
      <Section title={t('privacy.policyPeriods')}>
        <Table
          name={t('privacy.policyPeriods')}
          heads={[t('privacy.items'), t('privacy.howLong')]}
          rows={periods.map(({ what, days }) => [
            t(`privacy.kept_${what}`),
            days === 0 ? t('privacy.whileOfUse') : t('privacy.keptDays', { n: days }),
          ])}
        />
        <p>{t('privacy.policyDestroyed')}</p>
      </Section>
      <Section title={t('privacy.policyOthers')}>
        <p>{t('privacy.policyOthersText')}</p>
      </Section>
      <Section title={t('privacy.policyRights')}>
        <p>{t('privacy.policyRightsText')}</p>
        <ul class={styles.links}>
          <li>
            <a href="/account/data">{t('privacy.ownData')}</a>
          </li>
          <li>
            <a href="/account/consents">{t('privacy.consents')}</a>
          </li>
          <li>
            <a href="/account/withdrawal">{t('privacy.withdrawal')}</a>
          </li>
        </ul>
        <p>{t('privacy.policyYoung')}</p>
      </Section>
      <Section title={t('privacy.policySafety')}>
        <p>{t('privacy.policySafetyText')}</p>
      </Section>
      <Section title={t('privacy.policyCookies')}>
        <p>{t('privacy.policyCookiesText')}</p>
      </Section>
      <Section title={t('privacy.policyOfficer')}>
        <p>{officer ?? t('privacy.noOfficer', { institution })}</p>
        {contact && <p>{contact}</p>}
        <p>{t('privacy.policyRemedy')}</p>
      </Section>
    </div>
  );
}

function Section({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class={styles.section}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** @param props.rows begin with what the row is of */
function Table({ name, heads, rows }: { name: string; heads: string[]; rows: string[][] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <section class={table.scroll} tabIndex={0} aria-label={name}>
      <table class={table.table}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([head = '', ...cells]) => (
            <tr key={head}>
              <th scope="row">{head}</th>
              {cells.map((cell) => (
                <td key={cell}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
