/** Asks before an upload is cancelled, and whether its draft should go with it. */
import { useState } from 'preact/hooks';
import { t } from '../../i18n/i18n.ts';
import { Confirm } from '../confirm.tsx';
import styles from './dock.module.css';
import type { UploadItem } from './item.ts';
import { cancel } from './queue.ts';

export function CancelUpload({
  item,
  open,
  onClose,
}: {
  item: UploadItem;
  open: boolean;
  onClose: () => void;
}) {
  const [andLecture, setAndLecture] = useState(item.ownsLecture);
  return (
    <Confirm
      title={t('studio.cancelTitle')}
      open={open}
      onClose={onClose}
      onConfirm={() => cancel(item.id, andLecture)}
      confirm={t('studio.cancelUpload')}
      keep={t('studio.cancelKeep')}
    >
      <p>{t('studio.cancelBody', { name: item.name })}</p>
      {item.ownsLecture && (
        <label class={styles.choice}>
          <input
            type="checkbox"
            checked={andLecture}
            onChange={(event) => setAndLecture(event.currentTarget.checked)}
          />
          {t('studio.cancelWithLecture')}
        </label>
      )}
    </Confirm>
  );
}
