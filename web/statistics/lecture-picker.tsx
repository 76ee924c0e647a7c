/** Finds one of the lectures whose statistics one may see. */
import { useState } from 'preact/hooks';
import type { LecturePage } from '../../server/contract/lectures.ts';
import { api } from '../api.ts';
import { localized, t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { number } from '../ui/format.ts';
import { ErrorNote } from '../ui/notes.tsx';
import styles from './comparison.module.css';
import { TableSkeleton } from './table-skeleton.tsx';

/** Shown at once: few enough to read through. */
const SHOWN = 6;

interface LecturePickerProps {
  /** of the field */
  id: string;
  /** where choosing a lecture leads */
  hrefOf: (lectureId: string) => string;
}

export function LecturePicker({ id, hrefOf }: LecturePickerProps) {
  const [typed, setTyped] = useState('');
  const [searched, setSearched] = useState('');
  const wish = { scope: 'mine', q: searched, pageSize: SHOWN };
  const list = useLoad(searched, (signal) => api.get<LecturePage>('/api/lectures', wish, signal));
  return (
    <>
      <form
        class={styles.search}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setSearched(typed.trim());
        }}
      >
        <TextField
          id={id}
          type="search"
          label={t('statistics.searchLecture')}
          maxLength={200}
          value={typed}
          onText={setTyped}
        />
        <Button type="submit">{t('statistics.search')}</Button>
      </form>
      {list.error ? (
        <ErrorNote error={list.error} onRetry={list.reload} />
      ) : list.data ? (
        <Found list={list.data} hrefOf={hrefOf} />
      ) : (
        <TableSkeleton rows={SHOWN} />
      )}
    </>
  );
}

function Found({
  list: { items, total },
  hrefOf,
}: Pick<LecturePickerProps, 'hrefOf'> & { list: LecturePage }) {
  if (total === 0) return <p role="status">{t('statistics.noLecture')}</p>;
  return (
    <>
      <ul class={styles.found}>
        {items.map(({ id, title, titleEn }) => (
          <li key={id}>
            <a href={hrefOf(id)}>{localized(title, titleEn)}</a>
          </li>
        ))}
      </ul>
      {total > items.length && (
        <p class={styles.more}>{t('statistics.moreLectures', { n: number(total) })}</p>
      )}
    </>
  );
}
