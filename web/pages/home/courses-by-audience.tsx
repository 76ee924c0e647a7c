/** The courses, by whom they are for. */
import { useState } from 'preact/hooks';
import type { CourseList } from '../../../server/contract/courses.ts';
import type { Audience } from '../../../server/contract/vocabulary.ts';
import { t } from '../../i18n/i18n.ts';
import { AUDIENCE_ORDER, audienceName } from '../../i18n/vocabulary.ts';
import type { Load } from '../../load.ts';
import { Empty, ErrorNote } from '../../ui/notes.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { CourseGrid } from '../courses/course-grid.tsx';
import { Section } from './section.tsx';

export function CoursesByAudience({ list }: { list: Load<CourseList> }) {
  const [chosen, setChosen] = useState<Audience>();
  const all = list.data?.items;
  // Nobody is met by an empty tab: the first audience that has a course is open.
  const selected =
    chosen ?? AUDIENCE_ORDER.find((audience) => all?.some((c) => c.audience === audience)) ?? 'everyone';
  const courses = all?.filter((course) => course.audience === selected);
  if (all?.length === 0) return null;
  return (
    <Section title={t('pages.coursesByAudience')} more="/courses">
      {list.error ? (
        <ErrorNote error={list.error} onRetry={list.reload} />
      ) : (
        <Tabs
          label={t('pages.audience')}
          tabs={AUDIENCE_ORDER.map((id) => ({ id, label: audienceName(id) }))}
          selected={selected}
          onSelect={setChosen}
        >
          {courses?.length === 0 ? (
            <Empty title={t('pages.noCoursesHere')} />
          ) : (
            <CourseGrid courses={courses?.slice(0, 3)} />
          )}
        </Tabs>
      )}
    </Section>
  );
}
