/** Notes of one lecture by their times: each can be gone to, changed and deleted, and a deletion taken back. */
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Note } from '../../server/contract/notes.ts';
import { api } from '../api.ts';
import { useAttempt } from '../attempt.ts';
import { language, t } from '../i18n/i18n.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { clock } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { NoteForm } from './note-form.tsx';
import styles from './notes.module.css';

interface NoteListProps {
  lectureId: string;
  notes: readonly Note[];
  onNotes: (notes: Note[]) => void;
  /** what shows a note's time and leads there, with the class for it */
  place: (note: Note, className: string | undefined) => ComponentChildren;
}

/** With one more, or in place of its former self. */
export const withNote = (notes: readonly Note[], note: Note): Note[] =>
  [...notes.filter(({ id }) => id !== note.id), note].sort(
    (a, b) => a.at - b.at || a.createdAt.localeCompare(b.createdAt),
  );

export function NoteList({ lectureId, notes, onNotes, place }: NoteListProps) {
  const [removed, setRemoved] = useState<Note | null>(null);
  const [failure, attempt] = useAttempt();
  const undo = useRef<HTMLParagraphElement>(null);
  // at once: what had the focus is gone
  useLayoutEffect(() => {
    if (removed) undo.current?.querySelector('button')?.focus();
  }, [removed]);

  const remove = (note: Note) =>
    attempt(async () => {
      await api.delete(`/api/notes/${note.id}`);
      onNotes(notes.filter(({ id }) => id !== note.id));
      setRemoved(note);
      announce(t('notes.removed'));
    });
  const restore = ({ at, text }: Note) =>
    attempt(async () => {
      onNotes(withNote(notes, await api.post<Note>(`/api/lectures/${lectureId}/notes`, { at, text })));
      setRemoved(null);
      announce(t('notes.restored'));
    });

  return (
    <>
      {removed && (
        <p ref={undo} class={styles.removed}>
          {t('notes.removed')}
          <Button size="small" look="text" onClick={() => void restore(removed)}>
            {t('notes.undo')}
          </Button>
        </p>
      )}
      {failure && (
        <p class={styles.failure} role="alert">
          {failure.words[language.value]}
        </p>
      )}
      <ol class={styles.list}>
        {notes.map((note) => (
          <Item
            key={note.id}
            note={note}
            place={place}
            onChanged={(changed) => onNotes(withNote(notes, changed))}
            onRemove={() => void remove(note)}
          />
        ))}
      </ol>
    </>
  );
}

interface ItemProps extends Pick<NoteListProps, 'place'> {
  note: Note;
  onChanged: (note: Note) => void;
  onRemove: () => void;
}

function Item({ note, place, onChanged, onRemove }: ItemProps) {
  /** what is being written in its place; null while nothing is */
  const [text, setText] = useState<string | null>(null);
  const edit = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  const time = clock(note.at);
  useEffect(() => {
    if (wasOpen.current && text === null) edit.current?.focus();
    wasOpen.current = text !== null;
  }, [text]);

  if (text !== null) {
    const save = async () => {
      onChanged(await api.patch<Note>(`/api/notes/${note.id}`, { text }));
      setText(null);
      announce(t('notes.saved'));
    };
    return (
      <li>
        <NoteForm at={note.at} text={text} onText={setText} onSave={save} onCancel={() => setText(null)} />
      </li>
    );
  }
  return (
    <li class={styles.note}>
      <div class={styles.top}>
        {place(note, styles.time)}
        <button
          ref={edit}
          type="button"
          class={styles.deed}
          aria-label={t('notes.edit', { time })}
          onClick={() => setText(note.text)}
        >
          <Icon name="edit" size={20} />
        </button>
        <button type="button" class={styles.deed} aria-label={t('notes.remove', { time })} onClick={onRemove}>
          <Icon name="trash" size={20} />
        </button>
      </div>
      <p class={styles.text}>{note.text}</p>
    </li>
  );
}
