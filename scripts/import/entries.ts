/** What an archive says of its recordings, in a table or by the names of its files. Pure. */
import { basename, dirname, extname } from 'node:path';
import type { NewLecture } from '../../server/contract/lectures.ts';
import {
  AUDIENCES,
  type Audience,
  CAPTION_LANGUAGES,
  type CaptionLanguage,
} from '../../server/contract/vocabulary.ts';
import { AUDIENCE_NAMES } from '../../server/statistics/names.ts';
import { guessLecture } from '../../shared/file-name.ts';

/** A recording with what is known of it. Paths begin at the archive. */
export type Entry = {
  recording: string;
  captions: { language: CaptionLanguage; path: string }[];
  /** title of its course; null = of none */
  course: string | null;
  lecture: Omit<NewLecture, 'id' | 'courseId'>;
};
/** A recording that cannot be taken as it stands, and why. */
type Fault = { recording: string; why: string };
export type Archive = { entries: Entry[]; faults: Fault[] };

const COLUMNS = {
  file: ['파일', 'file'],
  title: ['제목', 'title'],
  titleEn: ['영문 제목', 'title_en'],
  instructor: ['강사', 'instructor'],
  date: ['교육일', 'date'],
  venue: ['장소', 'venue'],
  summary: ['소개', 'summary'],
  audience: ['대상', 'audience'],
  field: ['분야', 'field'],
  tags: ['태그', 'tags'],
  course: ['과정', 'course'],
  order: ['순서', 'order'],
  captions: ['자막', 'captions'],
  captionsEn: ['영문 자막', 'captions_en'],
} as const;
type Column = keyof typeof COLUMNS;
type Row = Partial<Record<Column, string>>;

const NAMES = Object.entries(COLUMNS) as [Column, readonly string[]][];
/** For people: `파일 (file), 제목 (title), …` */
export const COLUMN_NAMES = NAMES.map(([, [korean, english]]) => `${korean} (${english})`).join(', ');

/**
 * A table's rows, the first of which names the columns; the others may be fewer, and in any order.
 * @throws {Error} naming a column that is not known, or that of files, when it is missing
 */
export function fromTable([head = [], ...rows]: readonly (readonly string[])[]): Archive {
  const columns = head.map((name) => {
    const said = name.normalize('NFC').trim().toLowerCase();
    const column = NAMES.find(([, names]) => names.includes(said))?.[0];
    if (!column && said !== '') throw new Error(`‘${name}’: 모르는 열입니다 · unknown column`);
    return column;
  });
  if (!columns.includes('file')) throw new Error('‘파일’(file) 열이 없습니다 · The column ‘file’ is missing');
  const archive: Archive = { entries: [], faults: [] };
  for (const cells of rows) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    const row: Row = {};
    for (const [at, column] of columns.entries()) {
      if (column) row[column] = (cells[at] ?? '').normalize('NFC').trim();
    }
    const read = entryOf(row);
    if ('why' in read) archive.faults.push(read);
    else archive.entries.push(read);
  }
  return archive;
}

function entryOf(row: Row): Entry | Fault {
  const { file: recording = '', course, captions, captionsEn } = row;
  const fault = (why: string): Fault => ({ recording: recording || '?', why });
  if (recording === '') return fault('파일 이름이 없습니다 · no file is named');
  const guessed = guessLecture(basename(recording));
  const sessionDate = row.date ? dayOf(row.date) : guessed.sessionDate;
  if (row.date && sessionDate === null) return fault(`교육일 · date: ${row.date}`);
  const audience = row.audience ? audienceOf(row.audience) : undefined;
  if (row.audience && !audience) return fault(`대상 · audience: ${row.audience}`);
  const courseOrder = row.order ? Number(row.order) : (guessed.order ?? undefined);
  if (courseOrder !== undefined && !(Number.isInteger(courseOrder) && courseOrder >= 1)) {
    return fault(`순서 · order: ${row.order}`);
  }
  const tags = (row.tags ?? '').split(/[;,]/).map((tag) => tag.trim());
  return {
    recording,
    course: course || null,
    captions: [
      ...(captions ? [{ language: 'ko' as const, path: captions }] : []),
      ...(captionsEn ? [{ language: 'en' as const, path: captionsEn }] : []),
    ],
    lecture: {
      title: row.title || guessed.title,
      ...(row.titleEn && { titleEn: row.titleEn }),
      instructor: row.instructor || guessed.instructor,
      ...(row.venue && { venue: row.venue }),
      ...(row.summary && { summary: row.summary }),
      ...(row.field && { field: row.field }),
      ...{ sessionDate, tags: [...new Set(tags.filter(Boolean))] },
      ...(audience && { audience }),
      ...(courseOrder && { courseOrder }),
    },
  };
}

/** `2025-03-04`, `2025.3.4`, `2025. 3. 4.`, `2025/03/04`; null for what is no day. */
function dayOf(text: string): string | null {
  const [, year = '', month = '', day = ''] =
    /^((?:19|20)\d\d)\s*[-./]\s*(\d{1,2})\s*[-./]\s*(\d{1,2})\s*\.?$/.exec(text) ?? [];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return !Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date) ? date : null;
}

/** As the vocabulary calls it, or as people do. */
const audienceOf = (text: string): Audience | undefined =>
  AUDIENCES.find((audience) => audience === text || AUDIENCE_NAMES[audience] === text);

const CAPTION_FILE = /(?:\.([a-z]{2}))?\.(?:srt|vtt)$/i;

/**
 * Files of a folder: a recording is described by its name as in an upload, has the captions that are named as it is
 * (`강의.mp4`: `강의.srt`, `강의.en.vtt`), and belongs to the course that the folder around it is called as.
 * @param paths from the folder on
 * @param extensions of recordings, without the dot
 */
export function fromFiles(paths: readonly string[], extensions: readonly string[]): Archive {
  const isRecording = (path: string) => extensions.includes(extname(path).slice(1).toLowerCase());
  const captionsOf = (recording: string) =>
    paths.flatMap((path) => {
      const [suffix, said = 'ko'] = CAPTION_FILE.exec(path) ?? [];
      const language = CAPTION_LANGUAGES.find((one) => one === said.toLowerCase());
      const stem = recording.slice(0, -extname(recording).length);
      return suffix && language && path.slice(0, -suffix.length) === stem ? [{ language, path }] : [];
    });
  const entries = paths.filter(isRecording).map((recording): Entry => {
    const { title, order, instructor, sessionDate } = guessLecture(basename(recording));
    const folder = basename(dirname(recording)).normalize('NFC');
    return {
      ...{ recording, captions: captionsOf(recording), course: folder === '.' ? null : folder },
      lecture: { title, instructor, sessionDate, ...(order && { courseOrder: order }) },
    };
  });
  return { entries, faults: [] };
}
