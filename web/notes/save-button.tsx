import type { Note } from '../../server/contract/notes.ts';
import { saveFile } from '../files/save-file.ts';
import { t } from '../i18n/i18n.ts';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { notesText, textFileName } from './text.ts';

interface SaveButtonProps {
  lectureId: string;
  /** in the reader's language */
  title: string;
  notes: readonly Note[];
}

/** Saves the notes of a lecture as a text file. */
export function SaveButton({ lectureId, title, notes }: SaveButtonProps) {
  function save(): void {
    const text = notesText(
      { address: `${location.origin}/lectures/${lectureId}`, title, notes },
      {
        savedOn: t('notes.savedOn', { time: dayAndTime(new Date().toISOString()) }),
        writtenOn: (time) => t('notes.writtenOn', { time: dayAndTime(time) }),
      },
    );
    saveFile(new Blob([text], { type: 'text/plain' }), textFileName(t('notes.fileName', { title })));
  }
  return (
    <Button size="small" aria-label={t('notes.downloadOf', { title })} onClick={save}>
      <Icon name="download" size={20} />
      {t('notes.download')}
    </Button>
  );
}
