/** A lecture as a row of the studio's table. */
import type { LectureSummary } from '../../server/contract/lectures.ts';
import { localized, t } from '../i18n/i18n.ts';
import { visibilityName } from '../i18n/vocabulary.ts';
import { Badge } from '../ui/badge.tsx';
import { clock, dayAndTime, dayOfTime, number } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { languageName } from './captions/language-name.ts';
import type { Live } from './follow.ts';
import styles from './lecture-table.module.css';
import { RecordingState } from './recording-state.tsx';

interface LectureRowProps {
  lecture: LectureSummary;
  live: Live;
  chosen: boolean;
  onChoose: (chosen: boolean) => void;
  onChange: () => void;
}

export function LectureRow({ lecture, live, chosen, onChoose, onChange }: LectureRowProps) {
  const title = localized(lecture.title, lecture.titleEn);
  return (
    <tr>
      <td class={styles.choose}>
        <input
          type="checkbox"
          aria-label={t('studio.chooseOne', { title })}
          checked={chosen}
          onChange={(event) => onChoose(event.currentTarget.checked)}
        />
      </td>
      <th scope="row" class={styles.lecture}>
        <span class={styles.poster}>
          {lecture.posterUrl && <img src={lecture.posterUrl} alt="" loading="lazy" />}
          {lecture.duration === null ? (
            <Icon name="play" />
          ) : (
            <span class={styles.duration}>{clock(lecture.duration)}</span>
          )}
        </span>
        <span class={styles.words}>
          <a class={styles.title} href={`/studio/lectures/${lecture.id}`}>
            {title}
          </a>
          <span class={styles.beside}>
            {[localized(lecture.courseTitle ?? '', lecture.courseTitleEn), dayOfTime(lecture.createdAt)]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
      </th>
      <td class={styles.state}>
        <RecordingState lectureId={lecture.id} title={title} live={live} onChange={onChange} />
      </td>
      <td data-label={t('studio.visibility')}>
        <Publication lecture={lecture} />
      </td>
      <td data-label={t('studio.views')} class={styles.number}>
        {number(lecture.views)}
      </td>
      <td data-label={t('studio.completions')} class={styles.number}>
        {number(lecture.completions ?? 0)}
      </td>
      <td data-label={t('studio.captions')}>
        {lecture.captionLanguages.length > 0
          ? lecture.captionLanguages.map(languageName).join(', ')
          : t('studio.captionsNone')}
      </td>
      <td class={styles.link}>
        <a href={`/admin/statistics/lectures/${lecture.id}`} aria-label={t('studio.ownNumbersOf', { title })}>
          {t('studio.ownNumbers')}
        </a>
      </td>
    </tr>
  );
}

/** To whom it is published, and when, where that is not at once and for good. */
function Publication({
  lecture: { phase, visibility, publicFrom, publicUntil },
}: {
  lecture: LectureSummary;
}) {
  if (phase === 'scheduled' && publicFrom) {
    return (
      <>
        <Badge tone="warning">{t('studio.phase_scheduled')}</Badge>{' '}
        <span class={styles.beside}>
          {dayAndTime(publicFrom)} {visibilityName(visibility)}
        </span>
      </>
    );
  }
  if (phase === 'ended') return <Badge>{t('studio.phase_ended')}</Badge>;
  return (
    <>
      <Badge tone={phase === 'current' ? 'primary' : 'neutral'}>{visibilityName(visibility)}</Badge>{' '}
      {phase === 'current' && publicUntil && <span class={styles.beside}>~ {dayAndTime(publicUntil)}</span>}
    </>
  );
}
