/** Says who else has the lecture open for editing. */
import type { LectureEditing } from '../../server/contract/lectures.ts';
import { t } from '../i18n/i18n.ts';
import { useEditing } from './editing.ts';
import styles from './others.module.css';

/** @param apart whether what is changed here is nobody else's until it is asked for */
export function Others({ editing, apart = false }: { editing: LectureEditing | null; apart?: boolean }) {
  const names = editing?.others.join(', ');
  return (
    <div role="status">
      {names && (
        <p class={styles.others}>
          {t('studio.editingToo', { names })}
          {!apart && ` ${t('studio.editingShared')}`}
        </p>
      )}
    </div>
  );
}

/** The same, where nothing else hangs on it; the others are told of whoever looks at it. */
export function OthersHere({ lectureId, apart = false }: { lectureId: string; apart?: boolean }) {
  return <Others editing={useEditing(lectureId).editing} apart={apart} />;
}
