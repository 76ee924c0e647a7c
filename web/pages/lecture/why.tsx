import type { Lecture } from '../../../server/contract/lectures.ts';
import type { Watched } from '../../../server/contract/progress.ts';
import { reason, ruleText } from '../../completion/reasons.ts';
import { UnseenLinks } from '../../completion/unseen-links.tsx';
import { WhyNot } from '../../completion/why-not.tsx';
import { t } from '../../i18n/i18n.ts';
import { SHORTEST_LINKED, unseen } from './watched.ts';

interface WhyProps {
  lecture: Lecture;
  watched: Watched;
  /** seconds of the lecture */
  total: number;
  onSeek: (seconds: number) => void;
}

/** Why this lecture is not complete: what is asked, what there is, and where the rest is. */
export function Why({ lecture, watched, total, onSeek }: WhyProps) {
  if (watched.completed || watched.missing.length === 0 || total <= 0) return null;
  const isMissing = (what: 'covered' | 'elapsed') => watched.missing.some((one) => one.what === what);
  return (
    <WhyNot>
      <p>{ruleText(lecture.rule)}</p>
      <ul>
        {watched.missing.map((one) => (
          <li key={one.what}>{reason(one, { rule: lecture.rule, seconds: total })}</li>
        ))}
      </ul>
      {isMissing('elapsed') && <p>{t('pages.elapsedWhy')}</p>}
      {isMissing('covered') && (
        <UnseenLinks
          lectureId={lecture.id}
          parts={unseen(watched.watched, total, SHORTEST_LINKED)}
          onSeek={onSeek}
        />
      )}
    </WhyNot>
  );
}
