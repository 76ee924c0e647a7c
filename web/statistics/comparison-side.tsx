/** One of the two lectures that are compared, or the way to choose it. */
import { useRoute } from 'preact-iso';
import type { LectureReport } from '../../server/contract/statistics.ts';
import { api, withQuery } from '../api.ts';
import { localized, t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { ErrorNote } from '../ui/notes.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { type Asked, apiQuery, askedQuery } from './asked.ts';
import styles from './comparison.module.css';
import { LecturePicker } from './lecture-picker.tsx';

/** What the two are called in charts and tables. */
export const LETTERS = { first: 'A', second: 'B' } as const;

export function ComparisonSide({ side, asked }: { side: 'first' | 'second'; asked: Asked }) {
  const { path, query } = useRoute();
  const id = query[side];
  const hrefOf = (chosen: string | undefined) => withQuery(path, { ...query, [side]: chosen });
  // the catalogue has no deleted ones
  const lecture = useLoad(id ? `/api/statistics/lectures/${id} ${askedQuery(asked)}` : null, (signal) =>
    api.get<LectureReport>(`/api/statistics/lectures/${id}`, apiQuery(asked), signal),
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
  const another = { label: t('statistics.chooseOther'), href: hrefOf(undefined) };
  return (
    <section class={styles.side}>
      {lecture.error ? (
        <ErrorNote error={lecture.error} onRetry={lecture.reload} back={another} />
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
      {!lecture.error && (
        <a class={styles.other} href={another.href}>
          {another.label}
        </a>
      )}
    </section>
  );
}
