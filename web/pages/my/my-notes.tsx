/** 나의 강의실 › 노트: what one wrote, by lecture. */
import { useState } from 'preact/hooks';
import type { NotedLecture, NotedLectures } from '../../../server/contract/notes.ts';
import { api, withQuery } from '../../api.ts';
import { signInAddress } from '../../frame/next.ts';
import { localized, t } from '../../i18n/i18n.ts';
import { useLoad } from '../../load.ts';
import { NoteList } from '../../notes/note-list.tsx';
import { SaveButton } from '../../notes/save-button.tsx';
import { account } from '../../session.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { clock } from '../../ui/format.ts';
import { Empty, ErrorNote, Loading } from '../../ui/notes.tsx';
import { Pagination } from '../../ui/pagination.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './my-notes.module.css';

const PAGE_SIZE = 10;

export function MyNotes({ page }: { page: number }) {
  const list = useLoad(account.value ? `notes ${page}` : null, (signal) =>
    api.get<NotedLectures>('/api/me/notes', { page, pageSize: PAGE_SIZE }, signal),
  );
  if (account.value === null) {
    return (
      <Empty title={t('notes.signIn')}>
        <p>{t('notes.signInWhy')}</p>
        <ButtonLink look="primary" href={signInAddress('/my?tab=notes')}>
          {t('frame.signIn')}
        </ButtonLink>
      </Empty>
    );
  }
  if (list.error) return <ErrorNote error={list.error} onRetry={list.reload} />;
  if (!list.data) {
    return (
      <div class={styles.lectures}>
        <Loading />
        <Skeleton height="20rem" />
        <Skeleton height="20rem" />
      </div>
    );
  }
  const { items, total } = list.data;
  if (total === 0) {
    return (
      <Empty title={t('notes.noneYet')}>
        <p>{t('notes.noneYetWhy')}</p>
        <ButtonLink look="primary" href="/lectures">
          {t('pages.toLectures')}
        </ButtonLink>
      </Empty>
    );
  }
  return (
    <>
      <div class={styles.lectures}>
        {items.map((lecture) => (
          <OneLecture key={lecture.id} lecture={lecture} />
        ))}
      </div>
      <Pagination
        page={page}
        total={total}
        pageSize={PAGE_SIZE}
        href={(n) => withQuery('/my', { tab: 'notes', page: n })}
      />
    </>
  );
}

function OneLecture({ lecture }: { lecture: NotedLecture }) {
  const { id, open } = lecture;
  const [notes, setNotes] = useState(lecture.notes);
  const title = localized(lecture.title, lecture.titleEn);
  const address = `/lectures/${id}`;
  return (
    <section class={styles.lecture} aria-labelledby={`notes-${id}`}>
      <div class={styles.top}>
        <h2 id={`notes-${id}`}>{open ? <a href={address}>{title}</a> : title}</h2>
        {notes.length > 0 && <SaveButton lectureId={id} title={title} notes={notes} />}
      </div>
      {!open && <p class={styles.closed}>{t('notes.notOpen')}</p>}
      <NoteList
        lectureId={id}
        notes={notes}
        onNotes={setNotes}
        place={({ at }, className) =>
          open ? (
            <a class={className} href={`${address}?t=${Math.floor(at)}`}>
              {clock(at)}
              <span class="visually-hidden">{t('notes.goTo')}</span>
            </a>
          ) : (
            <span class={styles.time}>{clock(at)}</span>
          )
        }
      />
    </section>
  );
}
