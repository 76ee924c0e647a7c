/** 노트 beside the player: written at the time where the lecture is. */
import type { Signal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Note, NoteList as Notes } from '../../server/contract/notes.ts';
import { api } from '../api.ts';
import { signInAddress } from '../frame/next.ts';
import { t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import type { Media } from '../player/media.ts';
import { account } from '../session.ts';
import { announce } from '../ui/announce.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { clock } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { ErrorNote, Loading } from '../ui/notes.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { begun, type NoteDraft } from './draft.ts';
import { NoteForm } from './note-form.tsx';
import { NoteList, withNote } from './note-list.tsx';
import styles from './notes.module.css';
import { SaveButton } from './save-button.tsx';

export interface LectureNotesProps {
  lectureId: string;
  /** which the player plays */
  recordingId: string | null;
  /** in the reader's language */
  title: string;
  media: Media;
  /** what is being written; it stays while another tab is looked at */
  draft: Signal<NoteDraft | null>;
}

export function LectureNotes(props: LectureNotesProps) {
  const { lectureId, media } = props;
  const person = account.value;
  const load = useLoad(person ? lectureId : null, (signal) =>
    api.get<Notes>(`/api/lectures/${lectureId}/notes`, {}, signal),
  );
  if (person === null) {
    const here = `/lectures/${lectureId}?t=${Math.floor(media.time.value)}`;
    return (
      <div class={styles.signIn}>
        <p class={styles.title}>{t('notes.signIn')}</p>
        <p>{t('notes.signInWhy')}</p>
        <ButtonLink href={signInAddress(here)}>{t('frame.signIn')}</ButtonLink>
      </div>
    );
  }
  if (load.error) return <ErrorNote error={load.error} onRetry={load.reload} />;
  if (!load.data) {
    return (
      <div class={styles.loading}>
        <Loading />
        <Skeleton height="4.8rem" />
        <Skeleton height="8rem" />
        <Skeleton height="8rem" />
      </div>
    );
  }
  return <Own {...props} before={load.data.items} />;
}

function Own({
  lectureId,
  recordingId,
  title,
  media,
  draft,
  before,
}: LectureNotesProps & { before: Note[] }) {
  const [notes, setNotes] = useState(before);
  const add = useRef<HTMLDivElement>(null);
  /** what has the focus again when the field is gone */
  const back = useRef<{ opener: Element | null } | null>(null);
  const writing = draft.value;
  const isOpen = writing !== null;
  useEffect(() => {
    if (isOpen || !back.current) return;
    const { opener } = back.current;
    back.current = null;
    const button = add.current?.querySelector('button');
    (opener instanceof HTMLElement && opener.isConnected ? opener : button)?.focus();
  }, [isOpen]);

  function close(): void {
    back.current = { opener: draft.peek()?.opener ?? null };
    draft.value = null;
  }

  async function save({ at, text }: NoteDraft): Promise<void> {
    const note = { at, text, ...(recordingId && { recordingId }) };
    const saved = await api.post<Note>(`/api/lectures/${lectureId}/notes`, note);
    setNotes((notes) => withNote(notes, saved));
    announce(t('notes.saved'));
    close();
  }

  const time = (note: Note, className: string | undefined) => (
    <button type="button" class={className} onClick={() => media.seek(note.at)}>
      {clock(note.at)}
      <span class="visually-hidden">{t('notes.goTo')}</span>
    </button>
  );
  return (
    <div class={styles.panel}>
      <div ref={add} class={styles.add}>
        {writing ? (
          <NoteForm
            key={writing.turn}
            at={writing.at}
            text={writing.text}
            onText={(text) => {
              draft.value = { ...writing, text };
            }}
            onSave={() => save(writing)}
            onCancel={close}
          />
        ) : (
          <>
            <Button
              wide
              size="small"
              onClick={() => {
                draft.value = begun(null, media.now(), null);
              }}
            >
              <Icon name="plus" size={20} />
              {t('notes.write', { time: clock(media.time.value) })}
            </Button>
            <p>
              <span class={styles.byKeys}>{t('notes.writeKey')} </span>
              {t('notes.ownOnly')}
            </p>
          </>
        )}
      </div>
      <div class={styles.scroll}>
        {notes.length === 0 && <p class={styles.none}>{t('notes.none')}</p>}
        <NoteList lectureId={lectureId} notes={notes} onNotes={setNotes} place={time} />
      </div>
      {notes.length > 0 && (
        <div class={styles.foot}>
          <SaveButton lectureId={lectureId} title={title} notes={notes} />
        </div>
      )}
    </div>
  );
}
