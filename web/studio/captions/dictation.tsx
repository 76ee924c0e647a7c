/** A draft that a computer writes down: asked for, how far it is, stopped, and why it failed. */
import type { CaptionState, Transcription } from '../../../server/contract/captions.ts';
import { api } from '../../api.ts';
import { useAttempt } from '../../attempt.ts';
import { language, t } from '../../i18n/i18n.ts';
import { announce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { percent } from '../../ui/format.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { captionsPath } from '../captions.ts';
import styles from '../editor.module.css';
import { languageName } from './language-name.ts';

/** Whether more will happen to it by itself. */
const isUnderWay = (transcription: Transcription | null): boolean =>
  transcription?.state === 'queued' || transcription?.state === 'running';

interface DictationProps {
  lectureId: string;
  state: CaptionState;
  transcribable: boolean;
  onChange: () => void;
}

/** Nothing where there is no speech-to-text server: the button would be of no use. */
export function Dictation({ lectureId, state, transcribable, onChange }: DictationProps) {
  const { language: of, draft, transcription } = state;
  const [failure, attempt, busy] = useAttempt();
  const path = `${captionsPath(lectureId, of)}/transcription`;
  const name = { language: languageName(of) };

  async function act(deed: () => Promise<unknown>, said: string): Promise<void> {
    await attempt(async () => {
      await deed();
      announce(said);
    });
    onChange();
  }

  if (transcription && isUnderWay(transcription)) {
    const words = t(
      transcription.state === 'queued' ? 'captions.dictationQueued' : 'captions.dictating',
      name,
    );
    return (
      <div class={styles.whole}>
        <p>
          {words} · {percent(transcription.share)}
        </p>
        <ProgressBar share={transcription.share} label={words} />
        <Button
          size="small"
          busy={busy}
          onClick={() => void act(() => api.delete(path), t('captions.dictationStopped'))}
        >
          {t('captions.dictationStop', name)}
        </Button>
      </div>
    );
  }
  if (!transcribable || draft) return null;
  return (
    <div class={styles.whole}>
      <Button
        size="small"
        busy={busy}
        onClick={() => void act(() => api.post(path), t('captions.dictationQueued', name))}
      >
        {t('captions.dictate', name)}
      </Button>
      <p class={styles.hint}>{t('captions.dictateHint')}</p>
      {(failure ?? transcription?.code) && (
        <p class={styles.error} role="alert">
          {failure?.words[language.value] ?? t(`captions.dictation_${transcription?.code ?? 'internal'}`)}
        </p>
      )}
    </div>
  );
}
