/** Writing a note, or changing one: Ctrl+Enter saves, Escape leaves it. */
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { ApiFailure } from '../api.ts';
import { language, t } from '../i18n/i18n.ts';
import { Button } from '../ui/button.tsx';
import { clock } from '../ui/format.ts';
import styles from './notes.module.css';

/** Characters, as the server takes them. */
const LENGTH = 2000;

interface NoteFormProps {
  /** seconds */
  at: number;
  text: string;
  onText: (text: string) => void;
  /** Rejects with `ApiFailure`, which is said here. */
  onSave: () => Promise<void>;
  onCancel: () => void;
}

export function NoteForm({ at, text, onText, onSave, onCancel }: NoteFormProps) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useEffect(() => area.current?.focus(), []);

  async function save(): Promise<void> {
    if (busy) return;
    if (!text.trim()) {
      area.current?.focus();
      return;
    }
    setBusy(true);
    setFailure(null);
    try {
      await onSave();
    } catch (cause) {
      if (!(cause instanceof ApiFailure)) throw cause;
      setFailure(cause);
      setBusy(false);
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    const saves = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    // Escape within a syllable that is being composed belongs to the input method
    if (event.isComposing || (event.key !== 'Escape' && !saves)) return;
    event.preventDefault();
    if (saves) void save();
    else onCancel();
  }

  return (
    <div class={styles.form}>
      <label for={id}>{t('notes.textAt', { time: clock(at) })}</label>
      <textarea
        ref={area}
        id={id}
        rows={3}
        maxLength={LENGTH}
        value={text}
        aria-describedby={`${id}-keys`}
        onInput={(event) => onText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {failure && (
        <p class={styles.failure} role="alert">
          {failure.words[language.value]}
        </p>
      )}
      <div class={styles.deeds}>
        <p id={`${id}-keys`}>
          <span class={styles.byKeys}>{t('notes.keys')}</span>
        </p>
        <Button size="small" onClick={onCancel}>
          {t('frame.cancel')}
        </Button>
        <Button size="small" look="primary" busy={busy} onClick={() => void save()}>
          {t('notes.save')}
        </Button>
      </div>
    </div>
  );
}
