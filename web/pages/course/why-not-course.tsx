import type { LectureSummary } from '../../../server/contract/lectures.ts';
import { reasons } from '../../completion/reasons.ts';
import { UnseenLinks } from '../../completion/unseen-links.tsx';
import { WhyNot } from '../../completion/why-not.tsx';
import { localized, t } from '../../i18n/i18n.ts';
import styles from './course-about.module.css';

/** Why a course is not complete: which of its lectures are not, and what each still asks for. */
export function WhyNotCourse({ lectures }: { lectures: readonly LectureSummary[] }) {
  const open = lectures.filter(({ progress }) => !progress?.completed);
  if (open.length === 0) return null;
  return (
    <WhyNot>
      <ul class={styles.open}>
        {open.map(({ id, title, titleEn, progress, rule, duration }) => (
          <li key={id}>
            <a href={`/lectures/${id}`}>{localized(title, titleEn)}</a>
            <p>
              {(progress && reasons(progress.missing, { rule, seconds: duration ?? 0 })) ||
                t('pages.notStarted')}
            </p>
            <UnseenLinks lectureId={id} parts={progress?.unseen ?? []} />
          </li>
        ))}
      </ul>
    </WhyNot>
  );
}
