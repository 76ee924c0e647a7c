/** A lecture as a row of the studio's table. */
import type { LectureSummary } from '../../server/contract/lectures.ts';
import type { RecordingStatus } from '../../server/contract/recordings.ts';
import { localized, t } from '../i18n/i18n.ts';
import { visibilityName } from '../i18n/vocabulary.ts';
import { Badge } from '../ui/badge.tsx';
import { clock, dayOfTime, number } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import styles from './lecture-table.module.css';
import { RecordingState } from './recording-state.tsx';

interface LectureRowProps {
  lecture: LectureSummary;
  recording: RecordingStatus | null;
  onChange: () => void;
}

export function LectureRow({ lecture, recording, onChange }: LectureRowProps) {
  const title = localized(lecture.title, lecture.titleEn);
  return (
    <tr>
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
        <RecordingState lectureId={lecture.id} title={title} recording={recording} onChange={onChange} />
      </td>
      <td data-label={t('studio.visibility')}>
        <Badge tone={lecture.visibility === 'public' ? 'primary' : 'neutral'}>
          {visibilityName(lecture.visibility)}
        </Badge>
      </td>
      <td data-label={t('studio.views')} class={styles.number}>
        {number(lecture.views)}
      </td>
      <td data-label={t('studio.captions')}>
        {lecture.captionLanguages.length > 0
          ? lecture.captionLanguages.map(languageName).join(', ')
          : t('studio.captionsNone')}
      </td>
    </tr>
  );
}

function languageName(code: string): string {
  return code === 'ko' || code === 'en' ? t(`studio.language_${code}`) : code;
}
