/** `/studio/lectures/:id/trim`: parts are taken out of a lecture's recording. */
import { useRoute } from 'preact-iso';
import type { Lecture } from '../../../server/contract/lectures.ts';
import type { Playback } from '../../../server/contract/playback.ts';
import { api } from '../../api.ts';
import { language, localized, t } from '../../i18n/i18n.ts';
import { useLoad } from '../../load.ts';
import { loadSaid } from '../../statistics/said.ts';
import { Empty, ErrorNote, Loading } from '../../ui/notes.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { OthersHere } from '../others.tsx';
import { StaffPage } from '../staff-page.tsx';
import { mayTrim } from './may-trim.ts';
import { TrimEditor } from './trim-editor.tsx';

export default function TrimPage() {
  const { id = '' } = useRoute().params;
  const { data, error, reload } = useLoad(id, async (signal) => {
    // whoever does not manage it is refused before anything can be marked
    await api.put(`/api/lectures/${id}/editing`, {});
    const [lecture, playback, said] = await Promise.all([
      api.get<Lecture>(`/api/lectures/${id}`, {}, signal),
      api.get<Playback>(`/api/lectures/${id}/playback`, {}, signal),
      loadSaid(id, language.peek(), signal),
    ]);
    return { lecture, playback, said };
  });
  const there = data?.lecture.id === id ? data : undefined;
  const title = there ? localized(there.lecture.title, there.lecture.titleEn) : t('studio.lecture');
  return (
    <StaffPage
      title={t('trim.title')}
      path={[
        { label: t('studio.lectures'), href: '/studio' },
        { label: title, href: `/studio/lectures/${id}?tab=video` },
      ]}
    >
      {error && !there && <ErrorNote error={error} onRetry={reload} />}
      {!there && !error && (
        <>
          <Loading />
          <Skeleton height="40rem" />
        </>
      )}
      {there && !mayTrim(there.lecture.recording) && (
        <Empty title={t('trim.cannot')}>
          <p>{t('trim.cannotHint')}</p>
        </Empty>
      )}
      {there && <OthersHere lectureId={id} apart />}
      {there && mayTrim(there.lecture.recording) && (
        <TrimEditor
          key={id}
          title={title}
          lectureId={id}
          playback={there.playback}
          frames={there.said.frames}
        />
      )}
    </StaffPage>
  );
}
