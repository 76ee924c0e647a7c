/** The files that leave the house: which table, who may have it, and that somebody had it. */
import { recordAudit } from '../audit/record.ts';
import type { Context } from '../context.ts';
import type { AuditSubject } from '../contract/audit.ts';
import type { CourseExportQuery, ExportQuery, LectureExportQuery } from '../contract/statistics.ts';
import type { Role } from '../contract/vocabulary.ts';
import type { Db } from '../database/client.ts';
import { courseReportOf, courseStatisticsOf } from './course-reports.ts';
import { csv } from './csv.ts';
import { lectureReportOf, lecturesOf, retentionOf } from './lecture-reports.ts';
import type { Period } from './period.ts';
import { lectureQualityReport, siteQualityReport } from './quality-reports.ts';
import { browsersTable, devicesTable, systemsTable } from './quality-tables.ts';
import type { Scope } from './scope.ts';
import { audiencesOf, hoursOf, monthsOf, overviewOf, regionsOf } from './site-reports.ts';
import {
  audiencesTable,
  courseLecturesTable,
  coursesTable,
  daysTable,
  hoursTable,
  lectureAudiencesTable,
  lectureRegionsTable,
  lecturesTable,
  monthsTable,
  regionsTable,
  retentionTable,
  type Table,
} from './tables.ts';
import { xlsx } from './xlsx.ts';

/** What a table is of. */
export type ExportSubject = { kind: AuditSubject; id?: string };
export type Exported = ExportQuery | LectureExportQuery | CourseExportQuery;

/** Whether a table is of the whole site, whoever manages its lectures. Pure. */
export const isOfSite = (table: ExportQuery['table']): boolean =>
  ['audiences', 'regions', 'months', 'hours', 'devices', 'browsers', 'systems'].includes(table);

/** All of a table, read within the snapshot. */
export async function tableOf(
  tx: Db,
  name: ExportQuery['table'],
  period: Period,
  scope: Scope,
): Promise<Table> {
  switch (name) {
    case 'lectures': {
      const byViews = { sort: 'views', order: 'desc' } as const;
      return lecturesTable(await lecturesOf(tx, byViews, { limit: null, offset: 0 }, period, scope));
    }
    case 'days':
      return daysTable(await overviewOf(tx, period, scope));
    case 'courses':
      return coursesTable(await courseStatisticsOf(tx, null, period, scope));
    case 'audiences':
      return audiencesTable(await audiencesOf(tx, period, scope));
    case 'regions':
      return regionsTable(await regionsOf(tx, period, scope));
    case 'months':
      return monthsTable(await monthsOf(tx, period, scope));
    case 'hours':
      return hoursTable(await hoursOf(tx, period, scope));
    case 'devices':
      return devicesTable(await siteQualityReport(tx, period, scope));
    case 'browsers':
      return browsersTable(await siteQualityReport(tx, period, scope));
    case 'systems':
      return systemsTable(await siteQualityReport(tx, period, scope));
  }
}

/** One lecture's; null when it is not the manager's. */
export async function lectureTableOf(
  tx: Db,
  id: string,
  name: LectureExportQuery['table'],
  period: Period,
  scope: Scope,
): Promise<Table | null> {
  if (name === 'retention') return tabled(await retentionOf(tx, id, scope), retentionTable);
  if (name === 'devices') return tabled(await lectureQualityReport(tx, id, period, scope), devicesTable);
  const tables = { days: daysTable, audiences: lectureAudiencesTable, regions: lectureRegionsTable };
  return tabled(await lectureReportOf(tx, id, period, scope), tables[name]);
}

/** One course's; null when there is none, or for staff none of its lectures is theirs. */
export const courseTableOf = async (
  tx: Db,
  id: string,
  period: Period,
  scope: Scope,
): Promise<Table | null> => tabled(await courseReportOf(tx, id, period, scope), courseLecturesTable);

const tabled = <T>(report: T | null, table: (report: T) => Table): Table | null => report && table(report);

export async function fileOf(
  table: Table,
  format: ExportQuery['format'],
): Promise<{ type: string; content: string | Buffer }> {
  if (format === 'csv') return { type: `${CSV}; charset=utf-8`, content: csv(table) };
  return { type: XLSX, content: await xlsx(table) };
}

export const CSV = 'text/csv';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Keeps who took what out of the house, and why they said they did; before it leaves. */
export function recordExport(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  actor: { id: string; role: Role },
  subject: ExportSubject,
  { table, format, staff, reason }: Exported,
  /** none for what is of all time */
  period: Partial<Period>,
): Promise<void> {
  const details = { table, format, ...period, ...(staff && { staff }) };
  const act = { action: 'statistics.exported', subject, details, reason } as const;
  return db.transaction((tx) => recordAudit(tx, { at: clock(), actor, ...act }));
}
