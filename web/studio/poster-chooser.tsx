/** The lecture's poster: what is shown, and what else may be. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Lecture } from '../../server/contract/lectures.ts';
import type { PosterState } from '../../server/contract/posters.ts';
import type { RecordingStatus } from '../../server/contract/recordings.ts';
import { ApiFailure, api } from '../api.ts';
import { language, t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNote, Loading } from '../ui/notes.tsx';
import type { Hand } from './at-hand.tsx';
import editor from './editor.module.css';
import { FileButton } from './file-button.tsx';
import styles from './poster-chooser.module.css';
import { PosterFrame } from './poster-frame.tsx';

/** Bytes that a picture may have: a browser that is still sending more misses the server's answer. */
const PICTURE_MAX_BYTES = 10 * 1024 ** 2;

interface PosterChooserProps {
  lecture: Lecture;
  recording: RecordingStatus | null;
  hand: Hand;
  /** other words when it has changed */
  changed: string;
  /** called when another poster is shown */
  onChange: () => void;
}

export function PosterChooser({ lecture, recording, hand, changed, onChange }: PosterChooserProps) {
  const path = `/api/lectures/${lecture.id}/poster`;
  const key = `${path} ${lecture.updatedAt} ${recording?.id} ${recording?.state} ${changed}`;
  const { data, error, reload } = useLoad(key, (signal) => api.get<PosterState>(path, {}, signal));
  const shown = useRef(data?.url);
  useEffect(() => {
    if (data && shown.current !== undefined && shown.current !== data.url) {
      announce(t('studio.posterSaved'));
      onChange();
    }
    shown.current = data?.url;
  }, [data?.url]);

  return (
    <section class={styles.chooser} aria-labelledby="poster">
      <h2 id="poster" class={editor.checklist}>
        {t('studio.poster')}
      </h2>
      <p class={editor.hint}>{t('studio.posterLead')}</p>
      {error && !data && <ErrorNote error={error} onRetry={reload} />}
      {!data && !error && <Loading />}
      {data && (
        <Choices
          path={path}
          state={data}
          hand={hand}
          playable={recording?.playable ?? false}
          onChange={reload}
        />
      )}
    </section>
  );
}

interface ChoicesProps {
  path: string;
  state: PosterState;
  hand: Hand;
  playable: boolean;
  onChange: () => void;
}

function Choices({ path, state, hand, playable, onChange }: ChoicesProps) {
  const [busy, setBusy] = useState(false);
  const [objection, setObjection] = useState<string | null>(null);
  const [choosing, setChoosing] = useState(false);
  const { url, chosen, candidates, making, error } = state;

  // What was wrong with a picture is over when another poster is shown or made.
  useEffect(() => setObjection(null), [url, making]);

  /** @returns whether it succeeded */
  async function act(deed: () => Promise<unknown>): Promise<boolean> {
    setBusy(true);
    setObjection(null);
    try {
      await deed();
      return true;
    } catch (cause) {
      if (!(cause instanceof ApiFailure)) throw cause;
      const wrongType = cause.code === 'unsupported_media_type';
      setObjection(wrongType ? t('studio.posterNotThat') : cause.words[language.value]);
      return false;
    } finally {
      setBusy(false);
      onChange();
    }
  }

  async function upload(file: File | undefined): Promise<void> {
    if (!file) return;
    if (file.size > PICTURE_MAX_BYTES) return setObjection(t('studio.posterTooLarge'));
    await act(() => api.send(`${path}/picture`, {}, file));
  }

  const words = making ? 'posterMaking' : chosen ? 'posterChosen' : url ? 'posterDefault' : 'posterNone';
  return (
    <>
      <div class={styles.shown}>
        {url && <img src={url} alt={t('studio.posterAlt')} width="320" height="180" />}
        <p role="status">{t(`studio.${words}`)}</p>
      </div>
      <div role="alert">
        {(objection ?? error) && <p class={editor.error}>{objection ?? error?.message[language.value]}</p>}
      </div>
      {candidates.length > 0 && (
        <div class={styles.suggested}>
          <h3>{t('studio.posterCandidates')}</h3>
          <ul class={styles.candidates}>
            {candidates.map((candidate, index) => (
              <li key={candidate}>
                <button
                  type="button"
                  aria-label={t('studio.posterCandidate', { n: index + 1 })}
                  aria-disabled={busy || undefined}
                  onClick={() => void (busy || act(() => api.put(path, { candidate })))}
                >
                  <img src={candidate} alt="" width="160" height="90" />
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <div class={editor.row}>
        {playable && (
          <Button
            aria-expanded={choosing}
            onClick={() => {
              if (!choosing) hand.show();
              setChoosing(!choosing);
            }}
          >
            {t('studio.posterFrame')}
          </Button>
        )}
        <FileButton accept=".jpg,.jpeg,.png,.webp" busy={busy} onFiles={([file]) => void upload(file)}>
          {t('studio.posterUpload')}
        </FileButton>
        {(chosen || making) && (
          <Button look="text" busy={busy} onClick={() => void act(() => api.delete(path))}>
            {t('studio.posterReset')}
          </Button>
        )}
      </div>
      <p class={editor.hint}>{t('studio.posterUploadHint')}</p>
      {choosing && <PosterFrame hand={hand} busy={busy} onUse={(frame) => act(() => api.put(path, frame))} />}
    </>
  );
}
