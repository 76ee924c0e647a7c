/** One row a person and lecture: how much of it, in how much real time, completed on which day. */
import type { Learner } from '../../server/contract/learners.ts';
import { localized, t } from '../i18n/i18n.ts';
import { isAdministrator } from '../session.ts';
import { cx } from '../ui/cx.ts';
import { dayOfTime, duration, percent } from '../ui/format.ts';
import table from '../ui/table.module.css';
import styles from './list.module.css';

export function LearnersTable({ rows }: { rows: readonly Learner[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class={table.scroll} tabIndex={0} aria-label={t('admin.learners')}>
      <table class={cx(table.table, table.stacked, styles.list)}>
        <thead>
          <tr>
            <th scope="col">{t('admin.name')}</th>
            <th scope="col">{t('admin.lecture')}</th>
            <th scope="col" class={table.number}>
              {t('admin.share')}
            </th>
            <th scope="col" class={table.number}>
              {t('admin.elapsed')}
            </th>
            <th scope="col" class={table.number}>
              {t('admin.completedOn')}
            </th>
            <th scope="col" class={table.number}>
              {t('admin.lastWatched')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={`${row.accountId} ${row.lectureId}`} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ row }: { row: Learner }) {
  const { accountId, name, email, lecture, lectureEn, course, courseEn } = row;
  return (
    <tr>
      <th scope="row" class={styles.person}>
        {isAdministrator.value ? <a href={`/admin/people/${accountId}`}>{name}</a> : name}
        {email !== null && <span class={styles.beside}>{email}</span>}
      </th>
      <td class={styles.lecture}>
        {localized(lecture, lectureEn)}
        {course !== null && <span class={styles.beside}>{localized(course, courseEn)}</span>}
      </td>
      <td class={table.number} data-label={t('admin.share')}>
        {percent(row.share)}
      </td>
      <td class={table.number} data-label={t('admin.elapsed')}>
        {duration(row.elapsedSeconds)}
      </td>
      <td class={table.number} data-label={t('admin.completedOn')}>
        {row.completedAt === null ? (
          <span class={styles.open}>{t('admin.notCompleted')}</span>
        ) : (
          dayOfTime(row.completedAt)
        )}
      </td>
      <td class={table.number} data-label={t('admin.lastWatched')}>
        {dayOfTime(row.lastWatchedAt)}
      </td>
    </tr>
  );
}
