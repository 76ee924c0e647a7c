/** A table of the site's statistics, of one lecture's or of one course's, as a file. */
import type { CourseExportQuery, ExportQuery, LectureExportQuery } from '../../server/contract/statistics.ts';
import { FileButtons } from '../files/file-buttons.tsx';
import { t } from '../i18n/i18n.ts';
import { day } from '../ui/format.ts';
import { type Asked, apiQuery } from './asked.ts';

type ExportButtonsProps = { asked: Asked } & (
  | { table: ExportQuery['table']; lecture?: never; course?: never }
  /** the id of the one that the table is of */
  | { table: LectureExportQuery['table']; lecture: string; course?: never }
  | { table: CourseExportQuery['table']; course: string; lecture?: never }
);

export function ExportButtons({ table, lecture, course, asked }: ExportButtonsProps) {
  const of = lecture ? `/lectures/${lecture}` : course ? `/courses/${course}` : '';
  return (
    <FileButtons
      table={t(`statistics.table_${table}`)}
      path={`/api/statistics${of}/export`}
      query={{ table, ...apiQuery(asked) }}
      about={
        <>
          <p>
            {table === 'retention'
              ? t('statistics.exportRetention')
              : t('statistics.exportAbout', { from: day(asked.from), to: day(asked.to) })}
          </p>
          <p>{t('statistics.exportHidden')}</p>
        </>
      }
    />
  );
}
