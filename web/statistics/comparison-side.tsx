/** One of the two lectures that are compared, or the way to choose it. */
import { useRoute } from 'preact-iso';
import type { Lecture } from '../../server/contract/lectures.ts';
import { api, withQuery } from '../api.ts';
import { localized, t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { ErrorNote } from '../ui/notes.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { type Asked, askedQuery } from './asked.ts';
import styles from './comparison.module.css';
import { LecturePicker } from './lecture-picker.tsx';

/** What the two are called in charts and tables. */
export const LETTERS = { first: 'A', second: 'B' } as const;

export function ComparisonSide({ side, asked }: { side: 'first' | 'second'; asked: Asked }) {
  const { path, query } = useRoute();
  const id = query[side];
  const hrefOf = (chosen: string | undefined) => withQuery(path, { ...query, [side]: chosen });
  const lecture = useLoad(id ? `/api/lectures/${id}` : null, (signal) =>
    api.get<Lecture>(`/api/lectures/${id}`, {}, signal),
  );
  const letter = LETTERS[side];
  if (!id) {
    return (
      <section class={styles.side}>
        <h2>{t('statistics.chooseLecture', { letter })}</h2>
        <LecturePicker id={`find-${side}`} hrefOf={hrefOf} />
      </section>
    );
  }
  return (
    <section class={styles.side}>
      {lecture.error ? (
        <ErrorNote error={lecture.error} onRetry={lecture.reload} />
      ) : (
        <h2>
          {letter}.{' '}
          {lecture.data ? (
            <a href={`/admin/statistics/lectures/${id}?${askedQuery(asked)}`}>
              {localized(lecture.data.title, lecture.data.titleEn)}
            </a>
          ) : (
            <Skeleton width="16rem" height="2.4rem" />
          )}
        </h2>
      )}
      <a class={styles.other} href={hrefOf(undefined)}>
        {t('statistics.chooseOther')}
      </a>
    </section>
  );
}
