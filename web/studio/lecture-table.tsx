/** The table of one's lectures. */
import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import type { LecturePage } from '../../server/contract/lectures.ts';
import { api } from '../api.ts';
import { t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { ButtonLink } from '../ui/button.tsx';
import { number } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { keepFocus } from '../ui/keep-focus.ts';
import { Empty, ErrorNote, Loading } from '../ui/notes.tsx';
import { Pagination } from '../ui/pagination.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Bulk } from './bulk.tsx';
import { FilterBar } from './filter-bar.tsx';
import { useLive } from './follow.ts';
import { LectureRow } from './lecture-row.tsx';
import styles from './lecture-table.module.css';
import { addressOf, filterFrom, isNarrowed, ownLectures, type TableFilter } from './table-filter.ts';
import { ownItems } from './upload/dock.tsx';

export function LectureTable() {
  const { query } = useRoute();
  const filter = filterFrom(query);
  // The list changes when a draft was made for an upload, when one was finished and when one was cancelled.
  const uploads = ownItems().map((item) => `${item.lectureId}${item.step === 'done' ? '!' : ''}`);
  const { data, error, busy, reload } = useLoad(`${addressOf(filter)} ${uploads.join()}`, (signal) =>
    api.get<LecturePage>('/api/lectures', ownLectures(filter), signal),
  );
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const choose = (id: string, on: boolean) =>
    setChosen((before) => new Set(on ? [...before, id] : [...before].filter((one) => one !== id)));
  const liveOf = useLive(data?.items ?? [], reload, reload);

  if (error && !data) return <ErrorNote error={error} onRetry={reload} />;
  return (
    <section class={styles.section} aria-labelledby="my-lectures">
      <div class={styles.head}>
        <h2 id="my-lectures">{t('studio.myLectures')}</h2>
        <a class={styles.bin} href="/studio/bin">
          <Icon name="trash" size={20} />
          {t('studio.bin')}
        </a>
      </div>
      {(data?.total !== 0 || isNarrowed(filter)) && <FilterBar filter={filter} />}
      {data && isNarrowed(filter) && <p role="status">{t('pages.total', { n: number(data.total) })}</p>}
      {data?.mended && <p role="status">{t('pages.mended', { q: filter.q, mended: data.mended })}</p>}
      {!data && <Waiting />}
      {data?.items.length === 0 && <Nothing filter={filter} total={data.total} />}
      {data && data.items.length > 0 && (
        <Bulk lectures={data.items} chosen={chosen} onChoose={setChosen} onDone={reload} />
      )}
      {data && data.items.length > 0 && (
        <table ref={keepFocus} class={styles.table} aria-busy={busy}>
          <thead>
            <tr>
              <td class={styles.choose} />
              <th scope="col">{t('studio.lecture')}</th>
              <th scope="col">{t('studio.state')}</th>
              <th scope="col">{t('studio.visibility')}</th>
              <th scope="col" class={styles.number}>
                {t('studio.views')}
              </th>
              <th scope="col" class={styles.number}>
                {t('studio.completions')}
              </th>
              <th scope="col">{t('studio.captions')}</th>
              <td class={styles.link} />
            </tr>
          </thead>
          <tbody>
            {data.items.map((lecture) => (
              <LectureRow
                key={lecture.id}
                lecture={lecture}
                live={liveOf(lecture)}
                chosen={chosen.has(lecture.id)}
                onChoose={(on) => choose(lecture.id, on)}
                onChange={reload}
              />
            ))}
          </tbody>
        </table>
      )}
      {data && <Pagination {...data} href={(page) => addressOf({ ...filter, page })} />}
    </section>
  );
}

function Nothing({ filter, total }: { filter: TableFilter; total: number }) {
  if (total > 0)
    return (
      <Empty title={t('studio.nonePage')}>
        <ButtonLink href={addressOf({ ...filter, page: 1 })}>{t('studio.firstPage')}</ButtonLink>
      </Empty>
    );
  if (isNarrowed(filter))
    return (
      <Empty title={t('studio.noneFound')}>
        <ButtonLink href="/studio">{t('pages.clearAll')}</ButtonLink>
      </Empty>
    );
  return (
    <Empty title={t('studio.noLectures')}>
      <p>{t('studio.noLecturesHint')}</p>
    </Empty>
  );
}

function Waiting() {
  return (
    <>
      <Loading />
      {[1, 2, 3].map((row) => (
        <div key={row} class={styles.waiting}>
          <Skeleton width="12.8rem" ratio="16 / 9" />
          <Skeleton width="40%" height="2.4rem" />
        </div>
      ))}
    </>
  );
}
