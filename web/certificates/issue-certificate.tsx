/** 이수증 발급: for whoever completed a course; then the certificate. */
import { useState } from 'preact/hooks';
import type { Certificate } from '../../server/contract/certificates.ts';
import { ApiFailure, api } from '../api.ts';
import { signInAddress } from '../frame/next.ts';
import { t } from '../i18n/i18n.ts';
import { account } from '../session.ts';
import { announce } from '../ui/announce.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { ErrorNote } from '../ui/notes.tsx';
import { DownloadButton } from './download-button.tsx';
import styles from './issue-certificate.module.css';
import { checkAddress } from './links.ts';

interface IssueCertificateProps {
  courseId: string;
  /** the way back for whoever has to sign in first */
  from: string;
  wide?: boolean;
}

export function IssueCertificate({ courseId, from, wide = false }: IssueCertificateProps) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const [issued, setIssued] = useState<Certificate | null>(null);
  const size = wide ? 'large' : 'medium';

  async function issue(): Promise<void> {
    setBusy(true);
    setFailure(null);
    try {
      const certificate = await api.post<Certificate>('/api/certificates', { courseId });
      setIssued(certificate);
      announce(t('certificates.issued', { number: certificate.number }));
    } catch (cause) {
      if (!(cause instanceof ApiFailure)) throw cause;
      setFailure(cause);
    } finally {
      setBusy(false);
    }
  }

  if (account.value === null) {
    return (
      <div class={styles.issue}>
        <ButtonLink look="primary" size={size} wide={wide} href={signInAddress(from)}>
          {t('certificates.signInToIssue')}
        </ButtonLink>
        <p class={styles.note}>{t('certificates.signInToIssueWhy')}</p>
      </div>
    );
  }
  if (issued) {
    return (
      <div class={styles.issued}>
        <p>{t('certificates.issued', { number: issued.number })}</p>
        <div class={styles.actions}>
          <DownloadButton certificate={issued} />
          <ButtonLink look="text" href={checkAddress(issued.number, issued.code)}>
            {t('certificates.check')}
          </ButtonLink>
        </div>
      </div>
    );
  }
  return (
    <div class={styles.issue}>
      <Button look="primary" size={size} wide={wide} busy={busy} onClick={() => void issue()}>
        {t('certificates.issue')}
      </Button>
      {failure && <ErrorNote error={failure} />}
    </div>
  );
}
