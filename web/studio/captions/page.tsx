/** `/studio/lectures/:id/captions/:language`: the captions of a lecture in one language. */
import { useRoute } from 'preact-iso';
import type { CaptionDraft } from '../../../server/contract/captions.ts';
import type { Lecture } from '../../../server/contract/lectures.ts';
import type { Playback } from '../../../server/contract/playback.ts';
import type { CaptionLanguage } from '../../../server/contract/vocabulary.ts';
import { api } from '../../api.ts';
import { localized, t } from '../../i18n/i18n.ts';
import { useLoad } from '../../load.ts';
import { ErrorNote, Loading } from '../../ui/notes.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { draftPath } from '../captions.ts';
import { OthersHere } from '../others.tsx';
import { StaffPage } from '../staff-page.tsx';
import { CaptionEditor } from './editor.tsx';
import { languageName } from './language-name.ts';

export default function CaptionPage() {
  const { id = '', language = '' } = useRoute().params;
  const of = language as CaptionLanguage;
  const path = draftPath(id, of);
  const { data, error, reload } = useLoad(path, async (signal) => {
    const [lecture, playback, draft] = await Promise.all([
      api.get<Lecture>(`/api/lectures/${id}`, {}, signal),
      api.get<Playback>(`/api/lectures/${id}/playback`, {}, signal),
      api.get<CaptionDraft>(path, {}, signal),
    ]);
    return { path, lecture, playback, draft };
  });
  const there = data?.path === path ? data : undefined;
  const title = there ? localized(there.lecture.title, there.lecture.titleEn) : t('studio.lecture');
  return (
    <StaffPage
      title={t('captions.title', { language: languageName(of) })}
      path={[
        { label: t('studio.lectures'), href: '/studio' },
        { label: title, href: `/studio/lectures/${id}?tab=captions` },
      ]}
    >
      {error && !there && <ErrorNote error={error} onRetry={reload} />}
      {!there && !error && (
        <>
          <Loading />
          <Skeleton height="40rem" />
        </>
      )}
      {there && <OthersHere lectureId={id} />}
      {there && (
        <CaptionEditor
          key={path}
          title={title}
          lectureId={id}
          of={of}
          path={path}
          playback={there.playback}
          loaded={there.draft}
        />
      )}
    </StaffPage>
  );
}
