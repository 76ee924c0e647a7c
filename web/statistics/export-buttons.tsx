/** A table of the site's statistics, of one lecture's or of one course's, as a file. */
import type { ExportQuery } from '../../server/contract/statistics.ts';
import { FileButtons } from '../files/file-buttons.tsx';
import { t } from '../i18n/i18n.ts';
import { day } from '../ui/format.ts';
import { type Asked, apiQuery } from './asked.ts';

export function ExportButtons({ table, asked }: { table: ExportQuery['table']; asked: Asked }) {
  return (
    <FileButtons
      table={t(`statistics.table_${table}`)}
      path="/api/statistics/export"
      query={{ table, ...apiQuery(asked) }}
      about={
        <>
          <p>{t('statistics.exportAbout', { from: day(asked.from), to: day(asked.to) })}</p>
          <p>{t('statistics.exportHidden')}</p>
        </>
      }
    />
  );
}
