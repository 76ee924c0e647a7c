/** Lectures that could not be transcoded, each with its reason and a way to try again. */
import { useState } from 'preact/hooks';
import type { FailedLecture } from '../../server/contract/operations.ts';
import { api } from '../api.ts';
import { useAttempt } from '../attempt.ts';
import { language, t } from '../i18n/i18n.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { dayAndTime, number } from '../ui/format.ts';
import { ErrorNote } from '../ui/notes.tsx';
import table from '../ui/table.module.css';
import styles from './operations.module.css';

interface FailuresProps {
  failures: readonly FailedLecture[];
  /** called when any was tried again */
  onRetried: () => void;
}

export function Failures({ failures, onRetried }: FailuresProps) {
  const [failure, attempt] = useAttempt();
  const [busy, setBusy] = useState(false);

  async function retry(lectures: readonly FailedLecture[], said: string): Promise<void> {
    setBusy(true);
    await attempt(async () => {
      for (const { lectureId } of lectures) await api.post(`/api/lectures/${lectureId}/recording/retry`);
      announce(said);
    });
    setBusy(false);
    onRetried();
  }

  if (failures.length === 0) return <p>{t('admin.operationsNoFailures')}</p>;
  return (
    <>
      {failure && <ErrorNote error={failure} />}
      {failures.length > 1 && (
        <div class={styles.top}>
          <Button
            disabled={busy}
            onClick={() => retry(failures, t('admin.operationsRetriedAll', { n: number(failures.length) }))}
          >
            {t('admin.operationsRetryAll')}
          </Button>
        </div>
      )}
      <table class={cx(table.table, table.stacked)}>
        <thead>
          <tr>
            <th scope="col">{t('admin.operationsLecture')}</th>
            <th scope="col">{t('admin.operationsWhy')}</th>
            <th scope="col">{t('admin.operationsSince')}</th>
            <th scope="col">{t('admin.operationsRetry')}</th>
          </tr>
        </thead>
        <tbody>
          {failures.map((lecture) => (
            <tr key={lecture.lectureId}>
              <th scope="row">
                <a href={`/studio/lectures/${lecture.lectureId}`}>{lecture.title}</a>
              </th>
              <td class={styles.words}>{lecture.message[language.value]}</td>
              <td data-label={t('admin.operationsSince')}>{dayAndTime(lecture.failedAt)}</td>
              <td>
                <Button
                  size="small"
                  disabled={busy}
                  aria-label={`${t('admin.operationsRetry')}: ${lecture.title}`}
                  onClick={() => retry([lecture], t('admin.operationsRetried', { title: lecture.title }))}
                >
                  {t('admin.operationsRetry')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
