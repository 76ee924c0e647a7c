/** 단축키 안내: what the keys do, and the switch that turns them off. */
import { type Key, t } from '../i18n/i18n.ts';
import { Dialog } from '../ui/dialog.tsx';
import { prefer, preferences } from './preferences.ts';
import styles from './shortcuts.module.css';

const SHORTCUTS: readonly (readonly [keys: readonly string[], words: Key])[] = [
  [['Space', 'K'], 'player.keyToggle'],
  [['←', '→'], 'player.keySkip'],
  [['J', 'L'], 'player.keySkipTen'],
  [['↑', '↓'], 'player.keyVolume'],
  [['M'], 'player.keyMute'],
  [['C'], 'player.keyCaptions'],
  [['F'], 'player.keyFullscreen'],
  [['<', '>'], 'player.keySpeed'],
  [['0', '9'], 'player.keyTenth'],
  [['Home', 'End'], 'player.keyEnds'],
  [['N'], 'player.keyNote'],
  [['?'], 'player.keyHelp'],
];

interface ShortcutsProps {
  open: boolean;
  /** whether notes can be written here */
  notes: boolean;
  onClose: () => void;
}

export function Shortcuts({ open, notes, onClose }: ShortcutsProps) {
  const shown = SHORTCUTS.filter(([, words]) => notes || words !== 'player.keyNote');
  return (
    <Dialog title={t('player.shortcuts')} open={open} onClose={onClose}>
      <p>{t('player.shortcutsWhere')}</p>
      <dl class={styles.list}>
        {shown.map(([keys, words]) => (
          <div key={words} class={styles.row}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(words)}</dd>
          </div>
        ))}
      </dl>
      <label class={styles.use}>
        <input
          type="checkbox"
          checked={preferences.value.shortcuts}
          onChange={(event) => prefer({ shortcuts: event.currentTarget.checked })}
        />
        {t('player.shortcutsUse')}
      </label>
    </Dialog>
  );
}
