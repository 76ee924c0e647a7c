/** A lecture: the player, what it is, and how much of it was watched. */

import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { lazy, useRoute } from 'preact-iso';
import type { Lecture } from '../../../server/contract/lectures.ts';
import type { Watched } from '../../../server/contract/progress.ts';
import { Page, useTitle } from '../../frame/page.tsx';
import { Printed } from '../../frame/printed.tsx';
import { language, localized, t } from '../../i18n/i18n.ts';
import { begun, type NoteDraft } from '../../notes/draft.ts';
import { Media } from '../../player/media.ts';
import { Player } from '../../player/player.tsx';
import { type Start, startOf } from '../../player/start.ts';
import { account } from '../../session.ts';
import { announce } from '../../ui/announce.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { clock } from '../../ui/format.ts';
import { Empty, ErrorNote } from '../../ui/notes.tsx';
import { Facts, Heading, Next, Summary } from './about.tsx';
import { type Playing, useCourse, useLecture, usePlayback } from './data.ts';
import { useDevice } from './device.ts';
import { Handouts } from './handouts.tsx';
import styles from './lecture.module.css';
import { firstTab, Panel, type PanelTab } from './panel.tsx';
import { Progress } from './progress.tsx';
import { refusalIn } from './refusal.ts';
import { useReport } from './report.ts';
import { LectureSkeleton } from './skeleton.tsx';
import { shareOf } from './watched.ts';

// most people need neither
const Embedded = lazy(() => import('./embedded.tsx'));
const Refused = lazy(() => import('./refused.tsx'));

export default function LecturePage() {
  const { path, params, query } = useRoute();
  const alone = path.startsWith('/embed/');
  return <Loaded key={params.id} id={params.id ?? ''} asked={query.t} find={query.find} alone={alone} />;
}

/** What the address asks for: a second to begin at, words to look for in the transcript. */
type Asked = { asked: string | undefined; find: string | undefined };

/** @param alone within another site's page */
function Loaded({ id, asked, find, alone }: { id: string; alone: boolean } & Asked) {
  const lecture = useLecture(id);
  const playback = usePlayback(id, isLimited(lecture.data));
  const error = lecture.error ?? playback.error;
  useTitle(lecture.data && localized(lecture.data.title, lecture.data.titleEn));
  if (alone) return <Embedded id={id} lecture={lecture} playback={playback} asked={asked} />;
  const refusal = refusalIn(error);
  if (error && refusal) return <Refused failure={error} code={refusal} />;
  if (lecture.data && playback.data) {
    const shown = { lecture: lecture.data, playback: playback.data };
    return <Shown {...shown} asked={asked} find={find} onGone={playback.reload} />;
  }
  if (error?.status === 404) {
    return (
      <Page title={t('player.missing')} path={[{ label: t('frame.lectures'), href: '/lectures' }]}>
        <Empty title={error.words[language.value]}>
          <ButtonLink href="/lectures">{t('pages.toLectures')}</ButtonLink>
        </Empty>
      </Page>
    );
  }
  if (error) {
    const retry = () => {
      if (lecture.error) lecture.reload();
      if (playback.error) playback.reload();
    };
    return (
      <Page title={t('frame.lectures')}>
        <ErrorNote error={error} onRetry={retry} />
      </Page>
    );
  }
  return <LectureSkeleton />;
}

/** Whether one may lose the right to watch it while it plays. */
const isLimited = (lecture: Lecture | undefined): boolean =>
  lecture?.visibility === 'signed_in' || lecture?.visibility === 'audience';

interface ShownProps extends Asked {
  lecture: Lecture;
  playback: Playing;
  /** called when the media is no longer given: whether and why is asked anew */
  onGone: () => void;
}

function watchedBefore(lecture: Lecture, { watched, duration }: Playing): Watched {
  const share = lecture.progress?.share ?? shareOf(watched, duration);
  const { completed = false, missing = [] } = lecture.progress ?? {};
  return { watched, share, completed, missing };
}

function Shown({ lecture, playback, asked, find, onGone }: ShownProps) {
  const course = useCourse(lecture.courseId).data;
  const media = useMemo(() => new Media(), []);
  const start = useRef<Start>(startOf(asked, playback.position, playback.duration)).current;
  const draft = useSignal<NoteDraft | null>(null);
  const tab = useSignal<PanelTab>(firstTab(playback, asked !== undefined || find !== undefined));
  const [watched, setWatched] = useState(() => watchedBefore(lecture, playback));
  const askedBefore = useRef(asked);
  const gone = media.failure.value === 'gone';

  useEffect(() => {
    if (gone) onGone();
  }, [gone]);

  useReport(lecture.id, playback, media, (now) =>
    setWatched((before) => {
      if (now.completed && !before.completed) announce(t('player.completedNow'));
      return now;
    }),
  );

  // A link to another time of the same lecture.
  useEffect(() => {
    if (asked !== undefined && asked !== askedBefore.current) media.seek(Number(asked) || 0);
    askedBefore.current = asked;
  }, [asked, media]);
  // … and one to other words of it.
  useEffect(() => {
    if (find !== undefined) tab.value = 'transcript';
  }, [find]);

  useDevice(lecture, playback, media);

  function note(): void {
    tab.value = 'notes';
    if (account.value !== null) draft.value = begun(draft.value, media.now(), document.activeElement);
    if (document.fullscreenElement) void document.exitFullscreen();
  }

  const title = localized(lecture.title, lecture.titleEn);
  return (
    <div class={`content ${styles.page}`}>
      <div class={styles.watch}>
        <div class={styles.player}>
          <Player title={title} playback={playback} media={media} start={start} onNote={note} />
        </div>
        <Panel
          lectureId={lecture.id}
          title={title}
          playback={playback}
          media={media}
          draft={draft}
          tab={tab}
          find={find}
        />
      </div>
      <div class={styles.under}>
        <div class={styles.about}>
          <Printed path={`/lectures/${lecture.id}`} />
          {playback.playable && !playback.complete && <Growing media={media} />}
          <Heading lecture={lecture} course={course} />
          <Progress lecture={lecture} watched={watched} media={media} />
          <Facts lecture={lecture} playback={playback} media={media} />
          <Summary lecture={lecture} />
          <Handouts lectureId={lecture.id} />
        </div>
        <aside>
          <Next lecture={lecture} />
        </aside>
      </div>
    </div>
  );
}

/** The quiet line of a lecture that is still being transcoded. */
function Growing({ media }: { media: Media }) {
  const available = media.available.value;
  return (
    <p class={styles.growing}>
      {available > 0 ? t('player.growing', { time: clock(available) }) : t('player.growingSoon')}
    </p>
  );
}
