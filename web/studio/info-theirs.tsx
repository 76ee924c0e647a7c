/** Details that somebody else has changed too, each with what the other wrote. */
import type { Audience } from '../../server/contract/vocabulary.ts';
import { localized, t } from '../i18n/i18n.ts';
import { audienceName } from '../i18n/vocabulary.ts';
import type { InfoForm } from './info-form.ts';
import { Theirs } from './theirs-choice.tsx';

/** Words for the fields of the form. */
export const INFO_LABELS = {
  title: 'studio.infoTitle',
  titleEn: 'studio.infoTitleEn',
  summary: 'studio.infoSummary',
  summaryEn: 'studio.infoSummaryEn',
  instructor: 'studio.infoInstructor',
  instructorEn: 'studio.infoInstructorEn',
  venue: 'studio.infoVenue',
  venueEn: 'studio.infoVenueEn',
  sessionDate: 'studio.infoSessionDate',
  audience: 'studio.infoAudience',
  field: 'studio.infoField',
  fieldEn: 'studio.infoFieldEn',
  tags: 'studio.infoTags',
  tagsEn: 'studio.infoTagsEn',
  courseId: 'studio.infoCourse',
  courseOrder: 'studio.infoCourseOrder',
} as const satisfies Record<keyof InfoForm, string>;

interface InfoTheirsProps {
  /** what the other wrote, by field */
  theirs: Partial<InfoForm>;
  mine: InfoForm;
  courses: readonly { id: string; title: string; titleEn: string }[];
  /** @param text what is to stand in the field */
  onSettle: (name: keyof InfoForm, text: string) => void;
}

export function InfoTheirs({ theirs, mine, courses, onSettle }: InfoTheirsProps) {
  const shown = (name: keyof InfoForm, text: string): string => {
    if (name === 'audience') return audienceName(text as Audience);
    if (name !== 'courseId') return text || t('studio.theirsEmpty');
    const course = courses.find(({ id }) => id === text);
    return course ? localized(course.title, course.titleEn) : t('studio.infoNoCourse');
  };
  return (
    <>
      {(Object.entries(theirs) as [keyof InfoForm, string][]).map(([name, text]) => (
        <Theirs
          key={name}
          label={t(INFO_LABELS[name])}
          onTake={() => onSettle(name, text)}
          onKeep={() => onSettle(name, mine[name])}
        >
          {shown(name, text)}
        </Theirs>
      ))}
    </>
  );
}
