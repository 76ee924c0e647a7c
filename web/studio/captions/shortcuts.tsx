import { t } from '../../i18n/i18n.ts';
import { Dialog } from '../../ui/dialog.tsx';
import styles from './captions.module.css';
import { type EditorCommand, SHORTCUTS } from './keys.ts';

/** The editor's keys; they work within the editor alone. */
export function Shortcuts({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog title={t('captions.shortcuts')} open={open} onClose={onClose}>
      <p>{t('captions.shortcutsWhere')}</p>
      <dl class={styles.keys}>
        {(Object.entries(SHORTCUTS) as [EditorCommand, string][]).map(([command, keys]) => (
          <>
            <dt key={keys}>{keys}</dt>
            <dd>{t(`captions.do_${command}`)}</dd>
          </>
        ))}
      </dl>
      <p>{t('captions.shortcutsList')}</p>
    </Dialog>
  );
}
