/** `/admin/statistics/courses/:id`: how many came how far through a course, lecture by lecture. */
import { useRoute } from 'preact-iso';
import type { CourseReport } from '../../server/contract/statistics.ts';
import { api } from '../api.ts';
import { localized, t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { ButtonLink } from '../ui/button.tsx';
import { day } from '../ui/format.ts';
import { Empty, ErrorNote, Loading } from '../ui/notes.tsx';
import { type Asked, askedQuery, comparedQuery } from './asked.ts';
import { BarFigure } from './bar-figure.tsx';
import { Card } from './card.tsx';
import { Compared } from './compared.tsx';
import { DefinedTable } from './defined-table.tsx';
import { ExportButtons } from './export-buttons.tsx';
import { FigureSkeleton } from './figure-skeleton.tsx';
import figures from './figures.module.css';
import { ChangeLine } from './figures.tsx';
import { NUMBER_COLUMNS, numberCells, withUnit } from './numbers.ts';
import styles from './statistics.module.css';
import { StatisticsPage } from './statistics-page.tsx';
import { useAsked } from './use-asked.ts';

export default function OneCourseStatistics() {
  const { id = '' } = useRoute().params;
  return <Loaded key={id} id={id} />;
}

function Loaded({ id }: { id: string }) {
  const asked = useAsked();
  const path = `/api/statistics/courses/${id}`;
  const report = useLoad(`${path} ${askedQuery(asked)}`, (signal) =>
    api.get<CourseReport>(path, comparedQuery(asked), signal),
  );
  const toCourses = {
    label: t('statistics.courses'),
    href: `/admin/statistics/courses?${askedQuery(asked)}`,
  };
  return (
    <StatisticsPage
      title={
        report.data ? localized(report.data.title, report.data.titleEn) : t('statistics.courseStatistics')
      }
      asked={asked}
      path={[toCourses]}
      aside={<ButtonLink href={`/courses/${id}`}>{t('statistics.toCourse')}</ButtonLink>}
      comparing
    >
      {report.busy && <Loading />}
      {report.error ? (
        <ErrorNote error={report.error} onRetry={report.reload} back={toCourses} />
      ) : (
        <div aria-busy={report.busy}>
          <Compared report={report.data} chosen={asked.compared !== null} />
          <CourseFigures report={report.data} />
          <p class={styles.note}>{t('statistics.courseScope')}</p>
          {report.data ? <Funnel report={report.data} asked={asked} /> : <FigureSkeleton />}
        </div>
      )}
    </StatisticsPage>
  );
}

function CourseFigures({ report }: { report: CourseReport | undefined }) {
  return (
    <dl class={figures.figures}>
      <Card term="started" text={report && withUnit('viewers', report.started)} />
      <Card term="finished" text={report && withUnit('viewers', report.finished)} />
      {(['watchSeconds', 'completions'] as const).map((field) => (
        <Card key={field} term={field} text={report && withUnit(field, report[field])} others={['change']}>
          <ChangeLine field={field} report={report} />
        </Card>
      ))}
    </dl>
  );
}

const numbered = (nth: number, { title, titleEn }: CourseReport['lectures'][number]) =>
  `${nth + 1}. ${localized(title, titleEn)}`;

function Funnel({
  report: { courseId, lectures, from, to, ...course },
  asked,
}: {
  report: CourseReport;
  asked: Asked;
}) {
  if (lectures.length === 0) return <Empty title={t('statistics.noCourseLectures')} />;
  const title = t('statistics.funnel', {
    course: localized(course.title, course.titleEn),
    from: day(from),
    to: day(to),
  });
  const hrefOf = (lectureId: string) => `/admin/statistics/lectures/${lectureId}?${askedQuery(asked)}`;
  return (
    <BarFigure
      title={title}
      units={t('statistics.funnelUnits')}
      terms={['viewers']}
      bars={lectures.map((lecture, nth) => ({
        key: lecture.lectureId,
        label: numbered(nth, lecture),
        value: lecture.viewers,
        text: lecture.viewers === 0 ? t('statistics.neverOpened') : withUnit('viewers', lecture.viewers),
        href: hrefOf(lecture.lectureId),
      }))}
      name={`madang-course-${courseId}-${from}-${to}`}
    >
      <DefinedTable
        caption={title}
        head={{ term: 'lecture' }}
        columns={NUMBER_COLUMNS}
        rows={lectures.map((lecture, nth) => ({
          key: lecture.lectureId,
          head: <a href={hrefOf(lecture.lectureId)}>{numbered(nth, lecture)}</a>,
          numbers: numberCells(lecture),
        }))}
      />
      <div class={styles.under}>
        <ExportButtons table="lectures" course={courseId} asked={asked} />
      </div>
    </BarFigure>
  );
}
