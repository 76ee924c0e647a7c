/** 과정: every course, or those of one audience. */
import { useLocation, useRoute } from 'preact-iso';
import type { CourseList } from '../../../server/contract/courses.ts';
import type { Audience } from '../../../server/contract/vocabulary.ts';
import { api, withQuery } from '../../api.ts';
import { Page } from '../../frame/page.tsx';
import { t } from '../../i18n/i18n.ts';
import { AUDIENCE_ORDER, audienceName } from '../../i18n/vocabulary.ts';
import { useLoad } from '../../load.ts';
import { Empty, ErrorNote } from '../../ui/notes.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { CourseGrid } from './course-grid.tsx';

export default function Courses() {
  const { query } = useRoute();
  const { route } = useLocation();
  const selected = AUDIENCE_ORDER.find((audience) => audience === query.audience) ?? 'all';
  const list = useLoad('courses', (signal) => api.get<CourseList>('/api/courses', {}, signal));
  const courses = list.data?.items.filter((course) => selected === 'all' || course.audience === selected);
  const tabs = [
    { id: 'all' as const, label: t('pages.all') },
    ...AUDIENCE_ORDER.map((id) => ({ id, label: audienceName(id) })),
  ];
  return (
    <Page title={t('frame.courses')}>
      <Tabs<Audience | 'all'>
        label={t('pages.audience')}
        tabs={tabs}
        selected={selected}
        onSelect={(id) => route(withQuery('/courses', { audience: id === 'all' ? undefined : id }), true)}
      >
        {list.error ? (
          <ErrorNote error={list.error} onRetry={list.reload} />
        ) : courses?.length === 0 ? (
          <Empty title={t(selected === 'all' ? 'pages.noCourses' : 'pages.noCoursesHere')} />
        ) : (
          <CourseGrid courses={courses} level={2} />
        )}
      </Tabs>
    </Page>
  );
}
