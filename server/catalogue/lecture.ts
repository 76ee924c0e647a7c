/** A lecture as the API tells it. Pure. */
import { phaseOf } from '../accounts/may-watch.ts';
import type { LectureSummary } from '../contract/lectures.ts';
import { missingOf, watchedShare } from '../progress/completion.ts';
import { longestGaps, msOf, parseRanges } from '../progress/ranges.ts';
import { recordingStatus } from '../recordings/status.ts';
import { emptiedAfter } from './bin.ts';
import type { LectureRow } from './lecture-queries.ts';

/** @param asking staff are told the state of the recording too */
export function lectureSummary(
  row: LectureRow,
  { staff, now }: { staff: boolean; now: Date },
): LectureSummary {
  return {
    id: row.id,
    title: row.title,
    titleEn: row.titleEn,
    summary: row.summary,
    summaryEn: row.summaryEn,
    instructor: row.instructor,
    instructorEn: row.instructorEn,
    venue: row.venue,
    venueEn: row.venueEn,
    sessionDate: row.sessionDate,
    audience: row.audience,
    field: row.field,
    fieldEn: row.fieldEn,
    tags: row.tags,
    tagsEn: row.tagsEn,
    courseId: row.courseId,
    courseOrder: row.courseOrder,
    visibility: row.visibility,
    publicFrom: row.publicFrom?.toISOString() ?? null,
    publicUntil: row.publicUntil?.toISOString() ?? null,
    phase: phaseOf(row, now),
    courseTitle: row.courseTitle,
    courseTitleEn: row.courseTitleEn,
    rule: row.rule,
    duration: row.duration,
    posterUrl: row.posterKey && `/media/${row.posterKey}`,
    views: row.views,
    completions: staff ? row.completions : null,
    captionLanguages: row.captionLanguages,
    publishedAt: row.publishedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    progress: progressOf(row),
    bin: row.deletedAt && {
      deletedAt: row.deletedAt.toISOString(),
      deletedBy: row.deletedByName,
      emptiedAt: emptiedAfter(row.deletedAt).toISOString(),
    },
    recording: staff && row.recording ? recordingStatus(row.recording) : null,
  };
}

function progressOf(row: LectureRow): LectureSummary['progress'] {
  if (row.watchedAt === null || row.position === null) return null;
  const watched = parseRanges(row.watched ?? '');
  const done = { coveredMs: msOf(watched), elapsedMs: row.elapsedMs ?? 0 };
  const completed = row.completedAt !== null;
  return {
    share: watchedShare(done.coveredMs, row.duration),
    position: row.position,
    completed,
    missing: completed ? [] : missingOf(done, row.rule, row.duration),
    unseen: longestGaps(watched, row.duration ?? 0),
    watchedAt: row.watchedAt.toISOString(),
  };
}
