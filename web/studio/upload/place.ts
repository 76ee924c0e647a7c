/** Which course a file's name speaks of. */
import type { CourseSummary } from '../../../server/contract/courses.ts';
import { type GuessedLecture, guessLecture } from '../../../shared/file-name.ts';

type Named = Pick<CourseSummary, 'id' | 'title' | 'titleEn'>;

/** Shorter titles occur in names by chance. */
const LEAST_LETTERS = 3;

/**
 * What a file's name says, with the course whose title stands in it: `주민참여예산의 이해_03_제안서 쓰기_홍길동.mp4`. Spaces,
 * signs and case may differ; of several titles the longest counts.
 */
export function placeLecture(
  fileName: string,
  courses: readonly Named[],
): { guess: GuessedLecture; course: Named | null } {
  const name = fileName.normalize('NFC');
  let best: { course: Named; found: string } | null = null;
  for (const course of courses) {
    for (const title of [course.title, course.titleEn]) {
      const found = titleIn(name, title);
      if (found !== null && found.length > (best?.found.length ?? 0)) best = { course, found };
    }
  }
  if (best === null) return { guess: guessLecture(name), course: null };
  const rest = name.replace(best.found, '_').replace(/^[\s_-]+/u, '');
  // A name that says nothing but the course keeps it as its title.
  const isBare = !/\p{L}{2}/u.test(rest.replace(/\.\w+$/u, ''));
  return { guess: guessLecture(isBare ? name : rest), course: best.course };
}

/** The stretch of a name that spells a title as whole words, in brackets or not; null when there is none. */
function titleIn(name: string, title: string): string | null {
  const letters = title.normalize('NFC').match(/[\p{L}\p{N}]/gu) ?? [];
  if (letters.length < LEAST_LETTERS) return null;
  const spelled = letters.join('[^\\p{L}\\p{N}]*');
  return (
    new RegExp(`[[(]?(?<![\\p{L}\\p{N}])${spelled}(?![\\p{L}\\p{N}])[\\])]?`, 'iu').exec(name)?.[0] ?? null
  );
}
