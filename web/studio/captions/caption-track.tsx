/** The captions of a lecture in one language: how they stand, and what can be done with them. */
import { useState } from 'preact/hooks';
import type { CaptionState } from '../../../server/contract/captions.ts';
import type { Lecture } from '../../../server/contract/lectures.ts';
import { ApiFailure, api } from '../../api.ts';
import { language, t } from '../../i18n/i18n.ts';
import { announce } from '../../ui/announce.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { clock } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { CAPTION_MAX_BYTES, captionsPath, draftPath, putCaptions } from '../captions.ts';
import { Confirm } from '../confirm.tsx';
import styles from '../editor.module.css';
import { FileButton } from '../file-button.tsx';
import { Dictation } from './dictation.tsx';
import { languageName } from './language-name.ts';

interface CaptionTrackProps {
  lecture: Lecture;
  state: CaptionState;
  /** whether a computer could write a draft down */
  transcribable: boolean;
  onChange: () => void;
}

export function CaptionTrack({ lecture, state, transcribable, onChange }: CaptionTrackProps) {
  const { language: of, track, draft } = state;
  const [busy, setBusy] = useState(false);
  const [faults, setFaults] = useState<string[]>([]);
  /** a file that waits for a yes: viewers see other captions now */
  const [replacing, setReplacing] = useState<File | null>(null);
  const [deleting, setDeleting] = useState<'track' | 'draft' | null>(null);
  const name = { language: languageName(of) };

  function choose(file: File | undefined): void {
    if (!file) return;
    setFaults(file.size > CAPTION_MAX_BYTES ? [t('captions.tooLarge')] : []);
    if (file.size > CAPTION_MAX_BYTES) return;
    if (track) setReplacing(file);
    else void upload(file);
  }

  async function upload(file: File): Promise<void> {
    setBusy(true);
    try {
      await putCaptions(lecture.id, of, file);
      announce(t('studio.captionsSaved', name));
      onChange();
    } catch (cause) {
      if (!(cause instanceof ApiFailure)) throw cause;
      setFaults(wordsOf(cause));
    } finally {
      setBusy(false);
    }
  }

  async function remove(): Promise<void> {
    await api.delete(deleting === 'draft' ? draftPath(lecture.id, of) : captionsPath(lecture.id, of));
    announce(deleting === 'draft' ? t('captions.draftDropped') : t('studio.captionsDeleted', name));
    onChange();
  }

  return (
    <section class={styles.track}>
      <div class={styles.row}>
        <h2>{name.language}</h2>
        {track && <Badge tone="success">{t('captions.state_shown')}</Badge>}
        {draft && (
          <Badge tone="warning">
            {t(draft.origin === 'automatic' ? 'captions.state_automatic' : 'captions.state_draft')}
          </Badge>
        )}
        {!track && !draft && <Badge>{t('captions.state_none')}</Badge>}
      </div>
      <div class={styles.row}>
        <ButtonLink size="small" href={`/studio/lectures/${lecture.id}/captions/${of}`}>
          {t(track || draft ? 'captions.edit' : 'captions.write', name)}
        </ButtonLink>
        <FileButton size="small" accept=".srt,.vtt" busy={busy} onFiles={([file]) => choose(file)}>
          {t(track ? 'studio.captionsReplace' : 'studio.captionsUpload', name)}
        </FileButton>
        {track && (
          <>
            <ButtonLink
              size="small"
              href={captionsPath(lecture.id, of)}
              download={`${lecture.title}.${of}.vtt`}
            >
              {t('studio.captionsDownload', name)}
            </ButtonLink>
            <Button size="small" look="text" onClick={() => setDeleting('track')}>
              {t('studio.captionsDelete', name)}
            </Button>
          </>
        )}
        {draft && (
          <Button size="small" look="text" onClick={() => setDeleting('draft')}>
            {t('captions.dropDraft', name)}
          </Button>
        )}
      </div>
      {track && track.beyond > 0 && (
        <p class={styles.warning}>
          <Icon name="alert" size={20} />
          {t('studio.captionsBeyond', { n: track.beyond, duration: clock(lecture.duration ?? 0) })}
        </p>
      )}
      <Dictation {...{ state, transcribable, onChange }} lectureId={lecture.id} />
      {faults.length > 0 && (
        <div class={styles.error} role="alert">
          {faults.map((fault) => (
            <p key={fault}>{fault}</p>
          ))}
        </div>
      )}
      <Confirm
        title={t('studio.captionsReplaceTitle', name)}
        open={replacing !== null}
        onClose={() => setReplacing(null)}
        onConfirm={async () => {
          // what is wrong with the file is said beside the captions, where there is room for it
          if (replacing) void upload(replacing);
        }}
        confirm={t('studio.captionsReplaceDo')}
        keep={t('studio.keep')}
      >
        <p>{t('studio.captionsReplaceBody', { file: replacing?.name ?? '' })}</p>
      </Confirm>
      <Confirm
        title={t(deleting === 'draft' ? 'captions.dropDraftTitle' : 'studio.captionsDeleteTitle', name)}
        open={deleting !== null}
        onClose={() => setDeleting(null)}
        onConfirm={remove}
        confirm={t(deleting === 'draft' ? 'captions.dropDraft' : 'studio.captionsDelete', name)}
        keep={t('studio.keep')}
      >
        <p>{deleting === 'draft' && track ? t('captions.dropDraftBody') : lecture.title}</p>
      </Confirm>
    </section>
  );
}

/** Why a file was refused, with the line that could not be read. */
function wordsOf({ words, details }: ApiFailure): string[] {
  const lines = details.map(({ field, message }) => {
    if (field === 'cues') return t('studio.captionsNoCues');
    const line = /^line (\d+)$/u.exec(field)?.[1];
    return line ? t('studio.captionsLine', { line, text: message }) : message;
  });
  return [words[language.value], ...lines];
}
