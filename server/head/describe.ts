/** What a page is about, as somebody without an account would find it. */
import { PASSER_BY } from '../accounts/may-watch.ts';
import { announcementById } from '../announcements/queries.ts';
import { courseById } from '../catalogue/course-queries.ts';
import { lectureSummary } from '../catalogue/lecture.ts';
import { type Asking, lectureById, listLectures } from '../catalogue/lecture-queries.ts';
import type { Context } from '../context.ts';
import type { Institution } from '../contract/institution.ts';
import type { LectureSummary } from '../contract/lectures.ts';
import { Refusal } from '../errors.ts';
import { institutionOf } from '../institution/queries.ts';
import { playlistKey } from '../storage/keys.ts';
import { type Head, shortened, siteTitle } from './markup.ts';

/** Pages that are for everybody, with their titles; the home page has the site's own. */
const TITLES: Readonly<Record<string, string | null>> = {
  '/': null,
  '/lectures': '강의 목록',
  '/courses': '과정',
  '/announcements': '공지사항',
  '/faq': '자주 묻는 질문',
  '/certificates': '이수증 진위 확인',
};
const OF_ONE = /^\/(lectures|courses|announcements)\/([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/;

type About = Pick<Context, 'db' | 'clock' | 'config'>;

/** @param path of a page, without its query @throws what the database throws */
export async function headOf(context: About, path: string): Promise<Head> {
  const institution = await institutionOf(context);
  const plain = siteHead(path, institution);
  if (path === '/') return { ...plain, image: await newestPoster(context) };
  const [, kind, id] = OF_ONE.exec(path) ?? [];
  if (!id) return plain;
  const headOfOne = HEADS[kind as keyof typeof HEADS];
  return (await headOfOne(context, id, institution)) ?? plain;
}

/** A page of which nothing more is told. Pure. */
export function siteHead(path: string, institution: Institution): Head {
  const title = TITLES[path];
  return {
    institution,
    ...{ title: title ?? null, description: institution.about, path, listed: title !== undefined },
    ...{ type: 'website', image: null, data: null },
  };
}

const passerBy = (now: Date): Asking => ({
  ...{ viewerId: null, accountId: null, watcher: PASSER_BY, now, administrator: false },
});

/** Of the lecture that home shows large. */
async function newestPoster({ db, clock }: About): Promise<string | null> {
  const query = { sort: 'newest', terms: null } as const;
  const now = clock();
  const { items } = await listLectures(db, query, { page: 1, pageSize: 1 }, passerBy(now));
  return items[0] ? lectureSummary(items[0], { staff: false, now }).posterUrl : null;
}

/** Null for one that not everybody may watch: nothing is told of it. */
async function lectureHead(
  { db, clock, config }: About,
  id: string,
  institution: Institution,
): Promise<Head | null> {
  const now = clock();
  const row = await lectureById(db, id, passerBy(now)).catch((error: unknown) => {
    if (error instanceof Refusal) return null;
    throw error;
  });
  if (!row) return null;
  const lecture = lectureSummary(row, { staff: false, now });
  const { title, posterUrl: image, visibility } = lecture;
  const description = shortened(lecture.summary) || shortened(bylineOf(lecture)) || institution.about;
  const listed = visibility === 'public';
  const data =
    listed && image
      ? {
          ...videoObject(lecture, description, config.publicUrl, row.recording?.id),
          publisher: organization(institution, config.publicUrl),
        }
      : null;
  return {
    institution,
    title,
    description,
    path: `/lectures/${id}`,
    listed,
    type: 'video.other',
    image,
    data,
  };
}

/** Null for one without a lecture that everybody may find. */
async function courseHead(
  { db, clock, config }: About,
  id: string,
  institution: Institution,
): Promise<Head | null> {
  const course = await courseById(db, id, passerBy(clock()));
  if (!course || course.lectureCount === 0) return null;
  const { title } = course;
  const path = `/courses/${id}`;
  const description = shortened(course.summary) || institution.about;
  const data = {
    ...{ '@context': 'https://schema.org', '@type': 'Course', name: title, description },
    ...{ url: config.publicUrl + path, inLanguage: 'ko', isAccessibleForFree: true },
    provider: organization(institution, config.publicUrl),
  };
  return { institution, title, description, path, listed: true, type: 'article', image: null, data };
}

/** Null for one that not everybody may read. */
async function announcementHead(
  { db, clock }: About,
  id: string,
  institution: Institution,
): Promise<Head | null> {
  const found = await announcementById(db, id, clock());
  if (found?.phase !== 'current') return null;
  const { title, text } = found;
  const description = shortened(text) || institution.about;
  const path = `/announcements/${id}`;
  return { institution, title, description, path, listed: true, type: 'article', image: null, data: null };
}

const HEADS = { lectures: lectureHead, courses: courseHead, announcements: announcementHead };

/** https://schema.org/Organization */
const organization = (institution: Institution, url: string): object => ({
  ...{ '@type': 'Organization', name: siteTitle(institution), url },
});

const bylineOf = ({ instructor, venue, courseTitle }: LectureSummary): string =>
  [instructor, venue, courseTitle].filter(Boolean).join(' · ');

/** https://schema.org/VideoObject */
function videoObject(
  lecture: LectureSummary,
  description: string,
  publicUrl: string,
  recordingId: string | undefined,
): object {
  const { id, title, posterUrl, publishedAt, duration, instructor } = lecture;
  return {
    ...{ '@context': 'https://schema.org', '@type': 'VideoObject', name: title, description },
    ...{ url: `${publicUrl}/lectures/${id}`, inLanguage: 'ko', isAccessibleForFree: true },
    ...{ thumbnailUrl: publicUrl + (posterUrl ?? ''), uploadDate: publishedAt },
    ...(duration !== null && { duration: `PT${Math.round(duration)}S` }),
    ...(recordingId && { contentUrl: `${publicUrl}/media/${playlistKey(recordingId, 'master')}` }),
    ...(instructor && { author: { '@type': 'Person', name: instructor } }),
  };
}
