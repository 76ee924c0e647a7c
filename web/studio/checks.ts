/** What to look at before a lecture is published. Nothing here forbids it. */
import type { Lecture } from '../../server/contract/lectures.ts';
import type { RecordingStatus } from '../../server/contract/recordings.ts';

type CheckId = 'recording' | 'poster' | 'captions' | 'chapters' | 'title' | 'audience' | 'course';

export interface Check {
  id: CheckId;
  done: boolean;
}

/** Names that cameras and phones give: `MVI_0042`, `20241124 140233`, `00012`. */
const CAMERA_NAME = /^(?:(?:IMG|MVI|VID|DSC|DSCN|MOV|GX|C)[\s_-]?\d+|\d{4,}[\d\s_-]*)$/iu;

/** The checks in the order of the editor's steps. @param chapters how many; null while that is not known */
export function checksOf(
  lecture: Pick<Lecture, 'title' | 'captionLanguages' | 'courseId' | 'posterUrl'>,
  recording: Pick<RecordingStatus, 'playable' | 'name'> | null,
  chapters: number | null,
): Check[] {
  const title = lecture.title.trim();
  const isFileName =
    CAMERA_NAME.test(title) ||
    (recording !== null && recording.name.replace(/\.[^.]+$/u, '') === title && title.includes('_'));
  return [
    { id: 'recording', done: recording?.playable ?? false },
    { id: 'poster', done: lecture.posterUrl !== null },
    { id: 'title', done: !isFileName },
    { id: 'captions', done: lecture.captionLanguages.length > 0 },
    ...(chapters === null ? [] : [{ id: 'chapters' as const, done: chapters > 0 }]),
    // Every lecture has an audience: the line is there so that somebody reads which.
    { id: 'audience', done: true },
    { id: 'course', done: lecture.courseId !== null },
  ];
}
