/** `/certificates/:number`: what a check of one certificate found. The QR code leads here. */
import type { ComponentChildren } from 'preact';
import { useRoute } from 'preact-iso';
import type { CertificateCheck } from '../../../server/contract/certificates.ts';
import { api } from '../../api.ts';
import { periodText } from '../../certificates/text.ts';
import { Page } from '../../frame/page.tsx';
import { Printed } from '../../frame/printed.tsx';
import { localized, t } from '../../i18n/i18n.ts';
import { useLoad } from '../../load.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { dayAndTime, dayOfTime, duration } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { ErrorNote, Loading } from '../../ui/notes.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './certificates.module.css';
import { CheckForm } from './check-form.tsx';

type Shown = Exclude<CertificateCheck, { verdict: 'invalid' }>;

export default function Certificate() {
  const { params, query } = useRoute();
  const { number = '' } = params;
  const { data, error, reload } = useLoad(`certificate ${number} ${query.code}`, (signal) =>
    api.get<CertificateCheck>(`/api/certificates/${number}`, { code: query.code }, signal),
  );
  const shown = error || data?.number !== number ? undefined : data;
  const unknown = error?.isMissing;
  return (
    <Page title={t('certificates.checkTitle')} narrow>
      {error && !(unknown && !query.code) && (
        <ErrorNote error={error} {...(!unknown && { onRetry: reload })} />
      )}
      {unknown && <CheckForm key={number} number={number} />}
      {!shown && !error && (
        <>
          <Loading />
          <Skeleton height="36rem" />
        </>
      )}
      {shown && (
        <>
          <Printed path={`/certificates/${number}`} />
          <Verdict check={shown} />
          {shown.verdict !== 'invalid' && <Facts certificate={shown} />}
          <p class={styles.note}>
            {t('certificates.checkedAt', { time: dayAndTime(new Date().toISOString()) })}
          </p>
          <div class={styles.actions}>
            <Button onClick={() => print()}>{t('certificates.print')}</Button>
            <ButtonLink look="text" href="/certificates">
              {t('certificates.checkAnother')}
            </ButtonLink>
          </div>
        </>
      )}
    </Page>
  );
}

function Verdict({ check }: { check: CertificateCheck }) {
  const why = {
    valid: () => t('certificates.validWhy', { issuer: (check as Shown).issuer }),
    revoked: () => t('certificates.revokedWhy', { day: dayOfTime((check as Shown).revokedAt ?? '') }),
    invalid: () => t('certificates.invalidWhy'),
  };
  const { verdict } = check;
  return (
    <div class={cx(styles.verdict, verdict === 'valid' ? styles.valid : styles.wrong)} role="status">
      <Icon name={verdict === 'valid' ? 'check' : 'alert'} size={32} />
      <div>
        <h2>{t(`certificates.${verdict}`)}</h2>
        <p>{why[verdict]()}</p>
      </div>
    </div>
  );
}

function Facts({ certificate }: { certificate: Shown }) {
  const { number, name, courseTitle, courseTitleEn, seconds, issuedAt, issuer } = certificate;
  return (
    <dl class={styles.facts}>
      <Fact name={t('certificates.number')}>{t('certificates.numberOf', { number })}</Fact>
      <Fact name={t('certificates.name')}>{name ?? t('certificates.withdrawn')}</Fact>
      <Fact name={t('certificates.course')}>{localized(courseTitle, courseTitleEn)}</Fact>
      <Fact name={t('certificates.period')}>{periodText(certificate)}</Fact>
      <Fact name={t('certificates.length')}>{duration(seconds)}</Fact>
      <Fact name={t('certificates.day')}>{dayOfTime(issuedAt)}</Fact>
      <Fact name={t('certificates.issuer')}>{issuer}</Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
