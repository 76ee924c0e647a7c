/** `/studio/uncaptioned`: lectures that can be watched and have no captions that viewers see. */
import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import type {
  UncaptionedLecture,
  UncaptionedPage,
  UncaptionedState,
} from '../../../server/contract/uncaptioned.ts';
import { api, withQuery } from '../../api.ts';
import { localized, t } from '../../i18n/i18n.ts';
import { visibilityName } from '../../i18n/vocabulary.ts';
import { useLoad } from '../../load.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Select } from '../../ui/field.tsx';
import { clock, number } from '../../ui/format.ts';
import { Empty, ErrorNote, Loading } from '../../ui/notes.tsx';
import { Pagination, pageIn } from '../../ui/pagination.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import table from '../../ui/table.module.css';
import editor from '../editor.module.css';
import { StaffPage } from '../staff-page.tsx';
import { languageName } from './language-name.ts';

const PAGE_SIZE = 20;
const ADDRESS = '/studio/uncaptioned';
const STATES: Record<UncaptionedState, true> = { none: true, draft: true, automatic: true };

export default function Uncaptioned() {
  const { query } = useRoute();
  const page = pageIn(query);
  const state = (Object.keys(STATES) as UncaptionedState[]).find((one) => one === query.state);
  const { data, error, reload } = useLoad(`${page} ${state}`, (signal) =>
    api.get<UncaptionedPage>('/api/uncaptioned-lectures', { state, page, pageSize: PAGE_SIZE }, signal),
  );
  return (
    <StaffPage
      title={t('studio.uncaptioned')}
      path={[{ label: t('studio.lectures'), href: '/studio' }]}
      aside={
        <ButtonLink href="/api/uncaptioned-lectures/export" download>
          {t('captions.uncaptionedFile')}
        </ButtonLink>
      }
    >
      <div class={editor.report}>
        {error && !data && <ErrorNote error={error} onRetry={reload} />}
        {!data && !error && (
          <>
            <Loading />
            <Skeleton height="24rem" />
          </>
        )}
        {data && (
          <>
            <p>
              {t('captions.uncaptionedLead', {
                lectures: number(data.lectures),
                uncaptioned: number(data.uncaptioned),
              })}
            </p>
            <StateForm key={state} state={state} />
            {data.total === 0 ? (
              <Empty title={t('captions.uncaptionedNone')} />
            ) : (
              <Lectures lectures={data.items} />
            )}
            <Pagination
              page={page}
              total={data.total}
              pageSize={PAGE_SIZE}
              href={(to) => withQuery(ADDRESS, { state, page: to })}
            />
          </>
        )}
      </div>
    </StaffPage>
  );
}

function StateForm({ state }: { state: UncaptionedState | undefined }) {
  const { route } = useLocation();
  const [chosen, setChosen] = useState<UncaptionedState | ''>(state ?? '');
  return (
    <form
      class={editor.more}
      onSubmit={(event) => {
        event.preventDefault();
        route(withQuery(ADDRESS, { state: chosen }));
      }}
    >
      <Select
        label={t('captions.uncaptionedState')}
        value={chosen}
        options={[
          { value: '', label: t('captions.uncaptionedAll') },
          ...(Object.keys(STATES) as UncaptionedState[]).map((value) => ({
            value,
            label: t(`captions.state_${value}`),
          })),
        ]}
        onChoose={setChosen}
      />
      <Button type="submit">{t('captions.uncaptionedApply')}</Button>
    </form>
  );
}

function Lectures({ lectures }: { lectures: readonly UncaptionedLecture[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class={table.scroll} tabIndex={0} aria-label={t('studio.uncaptioned')}>
      <table class={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('studio.lecture')}</th>
            <th scope="col">{t('studio.captions')}</th>
            <th scope="col">{t('studio.visibility')}</th>
            <th scope="col" class={table.number}>
              {t('studio.duration')}
            </th>
            <th scope="col" class={table.number}>
              {t('studio.views')}
            </th>
            <th scope="col">{t('captions.manager')}</th>
            <th scope="col">{t('captions.uncaptionedMake')}</th>
          </tr>
        </thead>
        <tbody>
          {lectures.map((lecture) => (
            <Row key={lecture.id} lecture={lecture} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ lecture }: { lecture: UncaptionedLecture }) {
  const { id, state, languages, visibility, duration, views, manager } = lecture;
  const title = localized(lecture.title, lecture.titleEn);
  return (
    <tr>
      <th scope="row">{title}</th>
      <td>
        <Badge tone={state === 'none' ? 'danger' : 'warning'}>{t(`captions.state_${state}`)}</Badge>{' '}
        {languages.map(languageName).join(', ')}
      </td>
      <td>{visibilityName(visibility)}</td>
      <td class={table.number}>{clock(duration)}</td>
      <td class={table.number}>{number(views)}</td>
      <td>{manager}</td>
      <td>
        <ButtonLink
          size="small"
          href={`/studio/lectures/${id}?tab=captions`}
          aria-label={t('captions.uncaptionedOpen', { title })}
        >
          {t('captions.uncaptionedMake')}
        </ButtonLink>
      </td>
    </tr>
  );
}
