/** What is done to many cues at once: find and replace, and moving them in time. */
import { useState } from 'preact/hooks';
import type { Cue } from '../../../server/contract/captions.ts';
import { t } from '../../i18n/i18n.ts';
import { announce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { Select, TextField } from '../../ui/field.tsx';
import styles from './captions.module.css';
import { found, replaced, shifted } from './cues.ts';

interface ToolProps {
  cues: readonly Cue[];
  selected: string | null;
  onChange: (cues: Cue[]) => void;
  onSelect: (id: string) => void;
}

export function FindAndReplace({ cues, selected, onChange, onSelect }: ToolProps) {
  const [text, setText] = useState('');
  const [by, setBy] = useState('');
  const places = found(cues, text);
  function next(): void {
    const order = cues.map((cue) => cue.id);
    const at = selected === null ? -1 : order.indexOf(selected);
    const to = places.find((id) => order.indexOf(id) > at) ?? places[0];
    if (to) onSelect(to);
  }
  function replaceAll(): void {
    const done = replaced(cues, text, by);
    onChange(done.cues);
    announce(t('captions.replaced', { count: done.places }));
  }
  return (
    <form
      class={styles.tool}
      onSubmit={(event) => {
        event.preventDefault();
        next();
      }}
    >
      <TextField id="caption-find" label={t('captions.find')} value={text} onText={setText} />
      <TextField label={t('captions.replaceBy')} value={by} onText={setBy} />
      <div class={styles.row}>
        <Button type="submit" size="small">
          {t('captions.findNext')}
        </Button>
        <Button size="small" onClick={replaceAll}>
          {t('captions.replaceAll')}
        </Button>
        <p role="status">{text !== '' && t('captions.foundIn', { count: places.length })}</p>
      </div>
    </form>
  );
}

type Reach = 'all' | 'here';

export function Shift({ cues, selected, onChange }: ToolProps) {
  const [seconds, setSeconds] = useState('0.5');
  const [reach, setReach] = useState<Reach>('all');
  const by = /^[+-]?\d{1,5}([.,]\d{1,3})?$/.test(seconds.trim()) ? Number(seconds.replace(',', '.')) : null;
  function shift(): void {
    if (by === null) return;
    onChange(shifted(cues, by, reach === 'here' && selected ? selected : undefined));
    announce(t('captions.shifted', { seconds: by }));
  }
  return (
    <form
      class={styles.tool}
      onSubmit={(event) => {
        event.preventDefault();
        shift();
      }}
    >
      <TextField
        label={t('captions.shiftBy')}
        hint={t('captions.shiftHint')}
        value={seconds}
        onText={setSeconds}
        error={by === null ? t('captions.shiftWrong') : undefined}
      />
      <Select
        label={t('captions.shiftWhat')}
        value={reach}
        options={[
          { value: 'all', label: t('captions.shiftAll') },
          { value: 'here', label: t('captions.shiftHere') },
        ]}
        onChoose={setReach}
      />
      <div class={styles.row}>
        <Button type="submit" size="small">
          {t('captions.shift')}
        </Button>
      </div>
    </form>
  );
}
