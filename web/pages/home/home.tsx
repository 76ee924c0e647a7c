/** Home: what this is, where one stopped, and what there is to see. */
import type { CourseList } from '../../../server/contract/courses.ts';
import type { LecturePage, LectureQuery } from '../../../server/contract/lectures.ts';
import { api } from '../../api.ts';
import { useTitle } from '../../frame/page.tsx';
import { t } from '../../i18n/i18n.ts';
import { useLoad } from '../../load.ts';
import { isStaff } from '../../session.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { LectureGrid } from '../../ui/lecture-grid.tsx';
import { Empty, ErrorNote } from '../../ui/notes.tsx';
import { CoursesByAudience } from './courses-by-audience.tsx';
import { Feature, FeatureSkeleton } from './feature.tsx';
import styles from './home.module.css';
import { LatestAnnouncements } from './latest-announcements.tsx';
import { Section } from './section.tsx';

const ROW = 4;

function useLectures(query: LectureQuery) {
  return useLoad(JSON.stringify(query), (signal) => api.get<LecturePage>('/api/lectures', query, signal));
}

export function Home() {
  useTitle(undefined);
  const begun = useLectures({ progress: 'watching', pageSize: 1 });
  const newest = useLectures({ sort: 'newest', pageSize: ROW + 1 });
  const courses = useLoad('courses', (signal) => api.get<CourseList>('/api/courses', {}, signal));
  const popular = useLectures({ sort: 'popular', pageSize: ROW });

  const resumed = begun.data?.items[0];
  const latest = newest.data?.items[0];
  const isEmpty = newest.data?.total === 0;
  // Where one stopped is a comfort: when it cannot be learnt, home goes on without it.
  const begunKnown = begun.data !== undefined || begun.error !== undefined || isEmpty;
  const waiting = !newest.error && !(newest.data && begunKnown);
  const featured = waiting ? undefined : (resumed ?? latest);
  // The lecture shown large is not shown again as the first of the new ones.
  const others = waiting
    ? undefined
    : newest.data?.items.filter((lecture) => lecture.id !== featured?.id).slice(0, ROW);
  // A part with nothing in it is left out. What follows it stands there only when that is known: nothing jumps.
  const coursesKnown = courses.data !== undefined || courses.error !== undefined;

  return (
    <>
      <section class={styles.top}>
        <div class={cx('content', styles.lead)}>
          <div>
            <h1 class={styles.title}>{t('pages.homeLead')}</h1>
            <p class={styles.text}>{t('pages.homeText')}</p>
          </div>
          {newest.error ? (
            <ErrorNote error={newest.error} onRetry={newest.reload} />
          ) : isEmpty ? (
            <Empty title={t('pages.noLectures')}>
              <p>{t('pages.noLecturesWhy')}</p>
              {isStaff.value && <ButtonLink href="/studio">{t('frame.studio')}</ButtonLink>}
            </Empty>
          ) : featured ? (
            <Feature lecture={featured} resumed={featured === resumed} />
          ) : (
            <FeatureSkeleton />
          )}
        </div>
      </section>
      {!isEmpty && (
        <div class={cx('content', styles.sections)}>
          {!newest.error && others?.length !== 0 && (
            <Section title={t('pages.newLectures')} more="/lectures">
              <LectureGrid lectures={others} expected={ROW} row />
            </Section>
          )}
          {!waiting && <CoursesByAudience list={courses} />}
          {!waiting && coursesKnown && !popular.error && (
            <Section title={t('pages.popularLectures')} more="/lectures?sort=popular">
              <LectureGrid lectures={popular.data?.items} expected={ROW} row />
            </Section>
          )}
        </div>
      )}
      {!waiting && <LatestAnnouncements />}
    </>
  );
}
