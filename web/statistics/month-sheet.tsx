/** What the monthly report says, on one sheet of A4. */
import type { ComponentProps } from 'preact';
import type { MonthReport } from '../../server/contract/month-report.ts';
import { institutionName } from '../frame/institution.ts';
import { localized, t } from '../i18n/i18n.ts';
import { day, month, number } from '../ui/format.ts';
import { MonthDays } from './month-days.tsx';
import styles from './month-sheet.module.css';
import { countedAudienceName, countedRegionName } from './names.ts';
import { NumberTable } from './number-table.tsx';
import { NUMBERS } from './numbers.ts';
import { nameOf, type Term } from './term.ts';
import { shownCell, shownChange, shownText } from './withheld.ts';

/** The 시·군 stand side by side, in so many tables. */
const COLUMNS = 3;

export function MonthSheet({ report }: { report: MonthReport }) {
  return (
    <article class={styles.sheet}>
      <header class={styles.head}>
        <h2>{t('statistics.printed', { month: month(report.month) })}</h2>
        <p class={styles.institution}>{institutionName()}</p>
        <p>{t('statistics.madeOn', { day: day(report.madeOn) })}</p>
      </header>
      <Totals report={report} />
      <MonthDays report={report} />
      {report.lectures.length === 0 && <p class={styles.nothing}>{t('statistics.nothingWatched')}</p>}
      {report.lectures.length > 0 && <Lectures report={report} />}
      <div class={styles.pair}>
        {report.courses.length > 0 && <Courses report={report} />}
        <Audiences report={report} />
      </div>
      <Regions report={report} />
      <Meanings />
    </article>
  );
}

const columnsOf = (...terms: Term[]) => terms.map((term) => ({ term }));

function Totals({ report }: { report: MonthReport }) {
  const { previous } = report;
  return (
    <section>
      <h3>{t('statistics.monthTotals', { month: month(previous.month) })}</h3>
      <dl class={styles.totals}>
        {NUMBERS.map((field) => {
          const change = shownChange(report[field], previous[field]);
          return (
            <div key={field} class={styles.total}>
              <dt>{nameOf(field)}</dt>
              <dd class={styles.value}>{shownText(field, report[field])}</dd>
              <dd class={styles.before}>
                {t('statistics.inMonthBefore', { value: shownText(field, previous[field]) })}
                {change && (
                  <strong>{t(`statistics.change_${change.kind}`, { n: number(change.percent) })}</strong>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}

function Lectures({ report: { lectures } }: { report: MonthReport }) {
  return (
    <Part
      title={t('statistics.mostWatched')}
      head={{ term: 'lecture' }}
      columns={columnsOf(...NUMBERS)}
      rows={lectures.map(({ lectureId, title, titleEn, ...row }, nth) => ({
        key: lectureId,
        head: <Ranked nth={nth} title={localized(title, titleEn)} />,
        numbers: NUMBERS.map((field) => shownCell(field, row[field])),
      }))}
    />
  );
}

function Courses({ report: { courses } }: { report: MonthReport }) {
  const fields = ['views', 'watchSeconds', 'completions'] as const;
  return (
    <Part
      title={t('statistics.mostWatchedCourses')}
      head={{ term: 'course' }}
      columns={columnsOf(...fields)}
      rows={courses.map(({ courseId, title, titleEn, ...row }, nth) => ({
        key: courseId,
        head: <Ranked nth={nth} title={localized(title, titleEn)} />,
        numbers: fields.map((field) => shownCell(field, row[field])),
      }))}
    />
  );
}

function Audiences({ report: { audiences } }: { report: MonthReport }) {
  return (
    <Part
      title={t('statistics.table_audiences')}
      head={{ term: 'audience' }}
      columns={columnsOf('views', 'viewers')}
      rows={audiences.map(({ audience, views, viewers }) => ({
        key: audience,
        head: countedAudienceName(audience),
        numbers: [shownCell('views', views), shownCell('viewers', viewers)],
      }))}
    />
  );
}

function Regions({ report: { regions } }: { report: MonthReport }) {
  const rows = Math.ceil(regions.length / COLUMNS);
  return (
    <section>
      <h3>{t('statistics.table_regions')}</h3>
      <div class={styles.regions}>
        {Array.from({ length: COLUMNS }, (_, nth) => (
          <NumberTable
            key={String(nth)}
            caption={t('statistics.regionPart', { n: nth + 1, of: COLUMNS })}
            head={{ term: 'region' }}
            columns={columnsOf('views', 'viewers')}
            rows={regions.slice(nth * rows, (nth + 1) * rows).map(({ region, views, viewers }) => ({
              key: region,
              head: countedRegionName(region),
              numbers: [shownCell('views', views), shownCell('viewers', viewers)],
            }))}
          />
        ))}
      </div>
    </section>
  );
}

/** A title in two lines at most: all has to do with one page. */
const Ranked = ({ nth, title }: { nth: number; title: string }) => (
  <span class={styles.title} title={title}>
    {nth + 1}. {title}
  </span>
);

interface PartProps extends Pick<ComponentProps<typeof NumberTable>, 'head' | 'columns' | 'rows'> {
  title: string;
}

function Part({ title, ...table }: PartProps) {
  return (
    <section>
      <h3>{title}</h3>
      <NumberTable caption={title} {...table} />
    </section>
  );
}

function Meanings() {
  return (
    <section class={styles.meanings}>
      <h3>{t('statistics.definitions')}</h3>
      <dl>
        {NUMBERS.map((term) => (
          <div key={term}>
            <dt>{nameOf(term)}</dt>
            <dd>{t(`statistics.${term}_brief`)}</dd>
          </div>
        ))}
      </dl>
      <p>
        {t('statistics.monthScope')} {t('statistics.exportHidden')}
      </p>
    </section>
  );
}
