/**
 * What is kept of somebody's watching as xAPI statements (xAPI 1.0.3 with the Video Profile's extensions,
 * https://w3id.org/xapi/video). Pure.
 */
import { createHash } from 'node:crypto';
import { watchedShare } from '../progress/completion.ts';
import { msOf, parseRanges } from '../progress/ranges.ts';
import type { LearnerRow } from './queries.ts';
import { thousandths } from './table.ts';

const VIDEO = 'https://w3id.org/xapi/video';
const EXTENSIONS = `${VIDEO}/extensions`;
const ADL = 'http://adlnet.gov/expapi';

const PROGRESSED = { id: `${ADL}/verbs/progressed`, display: { 'ko-KR': '시청함', 'en-US': 'progressed' } };
const COMPLETED = { id: `${ADL}/verbs/completed`, display: { 'ko-KR': '이수함', 'en-US': 'completed' } };

type Statement = { id: string; [member: string]: unknown };

/**
 * The statements of one person and one lecture. The same facts always give the same ids: a store that
 * has them already knows them again.
 * @param home origin of this platform
 * @param named whether the person's name stands beside the pseudonym
 */
export function statementsOf(row: LearnerRow, home: string, named: boolean): Statement[] {
  const spans = parseRanges(row.ranges);
  const extensions = {
    [`${EXTENSIONS}/time`]: rounded(row.position),
    [`${EXTENSIONS}/progress`]: thousandths(watchedShare(msOf(spans), row.duration)),
    [`${EXTENSIONS}/played-segments`]: spans.map(({ from, to }) => `${from}[.]${to}`).join('[,]'),
  };
  const actor = {
    objectType: 'Agent',
    ...(named && { name: row.name }),
    account: { homePage: home, name: uuidOf(`actor ${row.accountId}`) },
  };
  const length = row.duration !== null && { [`${EXTENSIONS}/length`]: rounded(row.duration) };
  const common = { actor, object: lectureOf(row, home), version: '1.0.3' };
  const progressed = identified({
    ...{ ...common, verb: PROGRESSED },
    result: { completion: row.completedAt !== null, duration: `PT${row.elapsedMs / 1000}S`, extensions },
    context: { ...contextOf(row, home), ...(length && { extensions: length }) },
    timestamp: new Date(row.lastWatchedAt).toISOString(),
  });
  if (row.completedAt === null) return [progressed];
  const session = row.completedIn && { [`${EXTENSIONS}/session-id`]: uuidOf(`session ${row.completedIn}`) };
  const threshold = { [`${EXTENSIONS}/completion-threshold`]: String(row.rule.share) };
  const completed = identified({
    ...{ ...common, verb: COMPLETED, result: { completion: true, extensions } },
    context: { ...contextOf(row, home), extensions: { ...length, ...threshold, ...session } },
    timestamp: new Date(row.completedAt).toISOString(),
  });
  return [progressed, completed];
}

const lectureOf = ({ lectureId, lecture, lectureEn }: LearnerRow, home: string) => ({
  objectType: 'Activity',
  id: `${home}/lectures/${lectureId}`,
  definition: { type: `${VIDEO}/activity-type/video`, name: inLanguages(lecture, lectureEn) },
});

/** The Video Profile asks for its own address as the category. */
const contextOf = ({ courseId, course, courseEn }: LearnerRow, home: string) => ({
  platform: 'Madang',
  contextActivities: {
    category: [{ objectType: 'Activity', id: VIDEO }],
    parent: [
      {
        objectType: 'Activity',
        id: `${home}/courses/${courseId}`,
        definition: { type: `${ADL}/activities/course`, name: inLanguages(course ?? '', courseEn ?? '') },
      },
    ],
  },
});

const inLanguages = (korean: string, english: string) => ({
  'ko-KR': korean,
  ...(english && { 'en-US': english }),
});

const rounded = (seconds: number) => Math.round(seconds * 1000) / 1000;

const identified = (statement: Record<string, unknown>): Statement => ({
  id: uuidOf(JSON.stringify(statement)),
  ...statement,
});

/** A UUID that the text gives (version 8, RFC 9562 §5.8: the first bits of its SHA-256). */
function uuidOf(text: string): string {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
