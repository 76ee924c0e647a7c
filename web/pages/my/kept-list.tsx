/** 저장한 강의: what this browser keeps, which can be watched without a network. */
import { localized, t } from '../../i18n/i18n.ts';
import { useLoad } from '../../load.ts';
import { keepings } from '../../offline/keep.ts';
import { KeepProgress } from '../../offline/keep-progress.tsx';
import { forgetKept, type KeptLecture, keptLectures } from '../../offline/kept.ts';
import { NotGranted } from '../../offline/kept-copy.tsx';
import { announce } from '../../ui/announce.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { bytes, dayOfTime } from '../../ui/format.ts';
import { Empty, Loading } from '../../ui/notes.tsx';
import { Poster } from '../../ui/poster.tsx';
import styles from './my.module.css';
import rows from './watched-row.module.css';

export function KeptList() {
  const under = [...keepings.value.values()].filter(({ failure }) => !failure).length;
  const list = useLoad(`kept ${under}`, keptLectures);
  if (!list.data) return <Loading />;
  if (list.data.length === 0) {
    return (
      <Empty title={t('offline.nothing')}>
        <p>{t('offline.nothingWhy')}</p>
        <ButtonLink look="primary" href="/lectures">
          {t('pages.toLectures')}
        </ButtonLink>
      </Empty>
    );
  }
  async function remove(lectureId: string) {
    await forgetKept(lectureId);
    announce(t('offline.removed'));
    list.reload();
  }
  return (
    <>
      <ul class={styles.list}>
        {list.data.map((kept) => (
          <KeptRow key={kept.lecture.id} kept={kept} onRemove={() => remove(kept.lecture.id)} />
        ))}
      </ul>
      <div class={styles.hints}>
        <p>{t('offline.what')}</p>
        <NotGranted />
      </div>
    </>
  );
}

function KeptRow({ kept, onRemove }: { kept: KeptLecture; onRemove: () => void }) {
  const { lecture, playback, rung, since, whole } = kept;
  const keeping = keepings.value.get(lecture.id);
  const title = localized(lecture.title, lecture.titleEn);
  const { publicUntil } = lecture;
  const isOver = publicUntil !== null && Date.parse(publicUntil) <= Date.now();
  return (
    <li class={rows.row}>
      <div>
        <Poster lecture={{ ...lecture, posterUrl: whole ? playback.poster : null, progress: null }} />
      </div>
      <div class={rows.words}>
        <h2 class={rows.title}>
          <a class={rows.link} href={`/lectures/${lecture.id}`}>
            {title}
          </a>
        </h2>
        <p class={rows.note}>
          {t('offline.keptOn', { rung: rung.height, size: bytes(rung.bytes), day: dayOfTime(since) })}
        </p>
        {isOver && <p class={rows.note}>{t('offline.ended')}</p>}
        <div class={styles.above}>
          {keeping && !keeping.failure ? (
            <KeepProgress keeping={keeping} />
          ) : (
            <>
              {!whole && <p class={rows.note}>{t('offline.notWhole')}</p>}
              <Button size="small" aria-label={t('offline.removeOf', { title })} onClick={onRemove}>
                {t('offline.remove')}
              </Button>
            </>
          )}
        </div>
      </div>
    </li>
  );
}
