/** Somebody's certificates, for administrators: when they were issued, and revoking them. */
import { useState } from 'preact/hooks';
import type { Certificate } from '../../server/contract/certificates.ts';
import { localized, t } from '../i18n/i18n.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { dayOfTime } from '../ui/format.ts';
import styles from './learner.module.css';
import { RevokeDialog } from './revoke-dialog.tsx';

interface LearnerCertificatesProps {
  certificates: readonly Certificate[];
  /** after one was revoked */
  onChanged: () => void;
}

export function LearnerCertificates({ certificates, onChanged }: LearnerCertificatesProps) {
  const [revoking, setRevoking] = useState<Certificate | null>(null);
  return (
    <section class={styles.course}>
      <h2>{t('certificates.certificate')}</h2>
      <ul class={styles.lectures}>
        {certificates.map((certificate) => (
          <OneCertificate
            key={certificate.number}
            certificate={certificate}
            onRevoke={() => setRevoking(certificate)}
          />
        ))}
      </ul>
      {revoking && (
        <RevokeDialog number={revoking.number} onClose={() => setRevoking(null)} onRevoked={onChanged} />
      )}
    </section>
  );
}

function OneCertificate({ certificate, onRevoke }: { certificate: Certificate; onRevoke: () => void }) {
  const { number, courseTitle, courseTitleEn, ruleVersion, issuedAt, revokedAt, revokedReason } = certificate;
  return (
    <li class={styles.lecture}>
      <div>
        <h3>{localized(courseTitle, courseTitleEn)}</h3>
        <p class={styles.note}>
          {t('certificates.numberOf', { number })} · {t('certificates.day')} {dayOfTime(issuedAt)} ·{' '}
          {t('certificates.ruleVersion', { n: ruleVersion })}
        </p>
        {revokedReason && (
          <p class={styles.note}>
            {t('certificates.reason')}: {revokedReason}
          </p>
        )}
      </div>
      {revokedAt ? (
        <Badge tone="danger">{t('certificates.revokedOn', { day: dayOfTime(revokedAt) })}</Badge>
      ) : (
        <Button
          size="small"
          aria-label={`${t('certificates.numberOf', { number })} ${t('certificates.revoke')}`}
          onClick={onRevoke}
        >
          {t('certificates.revoke')}
        </Button>
      )}
    </li>
  );
}
