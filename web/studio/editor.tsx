/** `/studio/lectures/:id`: a lecture's recording, details, captions, chapters and publishing, in any order. */

import { useEffect, useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import type { Lecture } from '../../server/contract/lectures.ts';
import { api } from '../api.ts';
import { localized, t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { ButtonLink } from '../ui/button.tsx';
import { ErrorNote, Loading } from '../ui/notes.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Tabs } from '../ui/tabs.tsx';
import hands from './at-hand.module.css';
import { AtHand, useHand } from './at-hand.tsx';
import { CaptionsTab } from './captions-tab.tsx';
import { ChaptersTab } from './chapters-tab.tsx';
import { useEditing } from './editing.ts';
import styles from './editor.module.css';
import { useLive } from './follow.ts';
import { Handouts } from './handouts.tsx';
import { InfoTab } from './info-tab.tsx';
import { Others } from './others.tsx';
import { PublishTab } from './publish-tab.tsx';
import { StaffPage } from './staff-page.tsx';
import { ownItems } from './upload/dock.tsx';
import { VideoTab } from './video-tab.tsx';

const TABS = ['video', 'info', 'captions', 'chapters', 'publish'] as const;
type TabId = (typeof TABS)[number];

export default function Editor() {
  const { id = '' } = useRoute().params;
  const finished = ownItems().filter((item) => item.lectureId === id && item.step === 'done').length;
  const { data, error, reload } = useLoad(`${id} ${finished}`, (signal) =>
    api.get<Lecture>(`/api/lectures/${id}`, {}, signal),
  );
  const title = data?.id === id ? localized(data.title, data.titleEn) : t('studio.lecture');
  return (
    <StaffPage
      title={title}
      path={[{ label: t('studio.lectures'), href: '/studio' }]}
      aside={
        data && (
          <div class={styles.row}>
            <ButtonLink href={`/admin/statistics/lectures/${id}`}>{t('studio.ownNumbers')}</ButtonLink>
            <ButtonLink href={`/lectures/${id}`}>{t('studio.watch')}</ButtonLink>
          </div>
        )
      }
    >
      {error && !data && <ErrorNote error={error} onRetry={reload} />}
      {!data && !error && (
        <>
          <Loading />
          <Skeleton height="4.8rem" />
        </>
      )}
      {data?.id === id && <Steps key={id} loaded={data} onReload={reload} />}
    </StaffPage>
  );
}

function Steps({ loaded, onReload }: { loaded: Lecture; onReload: () => void }) {
  const { query, path } = useRoute();
  const { route } = useLocation();
  const [changed, setChanged] = useState<{ from: Lecture; to: Lecture } | null>(null);
  // What a tab saved is newer than what was loaded, until the next load.
  const lecture = changed?.from === loaded ? changed.to : loaded;
  const live = useLive([lecture], onReload)(lecture);
  const { recording } = live;
  const hand = useHand();
  const { editing, refused } = useEditing(lecture.id);
  useEffect(() => {
    if (editing && editing.updatedAt > lecture.updatedAt) onReload();
  }, [editing]);
  // whoever could save before keeps what was typed on the screen
  if (refused && !editing) return <ErrorNote error={refused} />;
  const selected = TABS.find((tab) => tab === query.tab) ?? 'video';
  const onSaved = (to: Lecture) => setChanged({ from: loaded, to });
  const panels: Record<TabId, preact.ComponentChildren> = {
    video: <VideoTab lecture={lecture} live={live} hand={hand} onChange={onReload} />,
    info: (
      <>
        <InfoTab lecture={lecture} onSaved={onSaved} />
        <Handouts lecture={lecture} />
      </>
    ),
    captions: <CaptionsTab lecture={lecture} changed={live.changed.drafts} onChange={onReload} />,
    chapters: <ChaptersTab lecture={lecture} changed={live.changed.proposals} hand={hand} />,
    publish: (
      <PublishTab lecture={lecture} recording={recording} shown={selected === 'publish'} onSaved={onSaved} />
    ),
  };
  return (
    <>
      <Others editing={editing} />
      <div class={hands.steps}>
        {(recording?.playable || hand.open) && <AtHand {...{ lecture, recording, hand }} />}
        <Tabs
          label={t('studio.editorSteps')}
          tabs={TABS.map((tab) => ({ id: tab, label: t(`studio.tab_${tab}`) }))}
          selected={selected}
          onSelect={(tab) => route(`${path}?tab=${tab}`, true)}
        >
          {/* All of them stay, so that nothing typed is lost by looking at another. */}
          {TABS.map((tab) => (
            <div key={tab} hidden={tab !== selected}>
              {panels[tab]}
            </div>
          ))}
        </Tabs>
      </div>
    </>
  );
}
