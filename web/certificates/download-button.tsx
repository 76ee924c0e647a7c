import { useState } from 'preact/hooks';
import type { Certificate } from '../../server/contract/certificates.ts';
import { ApiFailure, api } from '../api.ts';
import { saveFile } from '../files/save-file.ts';
import { t } from '../i18n/i18n.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { ErrorNote } from '../ui/notes.tsx';

/** PDF 내려받기: the certificate as a document. */
export function DownloadButton({ certificate: { number } }: { certificate: Pick<Certificate, 'number'> }) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiFailure | null>(null);

  async function download(): Promise<void> {
    setBusy(true);
    setFailure(null);
    try {
      const { content, name } = await api.file(`/api/certificates/${number}.pdf`);
      saveFile(content, name);
      announce(t('certificates.downloaded'));
    } catch (cause) {
      if (!(cause instanceof ApiFailure)) throw cause;
      setFailure(cause);
    } finally {
      setBusy(false);
    }
  }

  const label = `${t('certificates.numberOf', { number })} ${t('certificates.download')}`;
  return (
    <>
      <Button busy={busy} aria-label={label} onClick={() => void download()}>
        <Icon name="download" size={20} />
        {t('certificates.download')}
      </Button>
      {failure && <ErrorNote error={failure} />}
    </>
  );
}
