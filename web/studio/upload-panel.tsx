/** Where an upload begins: the button, the drop zone over the whole page, and what may be uploaded. */
import { t } from '../i18n/i18n.ts';
import { Icon } from '../ui/icon.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { DropZone } from './drop-zone.tsx';
import { FileButton } from './file-button.tsx';
import { acceptOf, limitWords, useUploadLimits } from './limits.ts';
import { Objections } from './objections.tsx';
import styles from './upload-panel.module.css';
import { useUpload } from './use-upload.ts';

export function UploadPanel() {
  const { data: limits, error } = useUploadLimits();
  const { objections, upload } = useUpload(limits);
  const take = (files: File[]) => void upload(files);
  return (
    <div class={styles.panel}>
      <FileButton look="primary" size="large" multiple findable accept={acceptOf(limits)} onFiles={take}>
        <Icon name="upload" />
        {t('studio.upload')}
      </FileButton>
      <p>{t('studio.uploadHint')}</p>
      <p class={styles.limits}>
        {limits && t('studio.uploadLimits', limitWords(limits))}
        {error && t('studio.uploadLimitsUnknown')}
        {!limits && !error && <Skeleton width="32rem" height="2.2rem" />}
      </p>
      <Objections sentences={objections} />
      <DropZone onFiles={take} />
    </div>
  );
}
