/** 노트: loaded when somebody opens the tab, with its words. */
import { ApiFailure } from '../../api.ts';
import { loadWords } from '../../i18n/i18n.ts';
import { en, ko } from '../../i18n/player.ts';
import { useLoad } from '../../load.ts';
import type { LectureNotesProps } from '../../notes/lecture-notes.tsx';
import { ErrorNote, Loading } from '../../ui/notes.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './panel.module.css';

async function load() {
  try {
    const [{ LectureNotes }] = await Promise.all([
      import('../../notes/lecture-notes.tsx'),
      loadWords('notes'),
    ]);
    return { LectureNotes };
  } catch (cause) {
    const message = { ko: ko.notesFailed, en: en.notesFailed };
    throw new ApiFailure(0, { code: 'offline', message }, cause);
  }
}

export function NotesTab(props: LectureNotesProps) {
  const { data, error, reload } = useLoad('notes', load);
  if (data) return <data.LectureNotes {...props} />;
  if (error) return <ErrorNote error={error} onRetry={reload} />;
  return (
    <div class={styles.loading}>
      <Loading />
      <Skeleton height="4.8rem" />
      <Skeleton height="8rem" />
    </div>
  );
}
