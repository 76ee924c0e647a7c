/** `/account/data`: all that is kept of whoever is signed in, to read, to print and to take along. */
import type { ComponentChildren } from 'preact';
import type { OwnData } from '../../../server/contract/privacy.ts';
import { api } from '../../api.ts';
import { Page } from '../../frame/page.tsx';
import { Printed } from '../../frame/printed.tsx';
import { localized, t } from '../../i18n/i18n.ts';
import { useLoad } from '../../load.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { clock, dayAndTime, dayOfTime } from '../../ui/format.ts';
import { ErrorNote, Loading } from '../../ui/notes.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { accessName, answerText } from './in-words.ts';
import { OwnAccountFacts } from './own-account-facts.tsx';
import styles from './own-data.module.css';
import { OwnViewing } from './own-viewing.tsx';

const PATH = '/api/me/export';

export default function OwnDataPage() {
  const { data, error, reload } = useLoad(PATH, (signal) => api.get<OwnData>(PATH, {}, signal));
  return (
    <Page title={t('privacy.ownData')} path={[{ label: t('frame.ownAccount'), href: '/account' }]}>
      <p>{t('privacy.ownDataLead')}</p>
      {error && <ErrorNote error={error} onRetry={reload} />}
      {!data && !error && (
        <>
          <Loading />
          <Skeleton height="40rem" />
        </>
      )}
      {data && !error && (
        <>
          <Printed path="/account/data" />
          <div class={styles.tools}>
            <ButtonLink look="primary" href={PATH} download>
              {t('privacy.download')}
            </ButtonLink>
            <Button onClick={() => print()}>{t('privacy.print')}</Button>
          </div>
          <p class={styles.small}>{t('privacy.exportedAt', { time: dayAndTime(data.exportedAt) })}</p>
          <OwnAccountFacts data={data} />
          <OwnViewing data={data} />
          <Others data={data} />
        </>
      )}
    </Page>
  );
}

function Others({ data }: { data: OwnData }) {
  return (
    <>
      <Entries title={t('privacy.notes')} items={data.notes}>
        {(note) => (
          <>
            <p class={styles.small}>
              {localized(note.title, note.titleEn)} · {clock(note.at)} · {dayAndTime(note.updatedAt)}
            </p>
            <p class={styles.text}>{note.text}</p>
          </>
        )}
      </Entries>
      <Entries title={t('privacy.certificates')} items={data.certificates}>
        {({ number, courseTitle, courseTitleEn, issuedAt, revokedAt }) => (
          <p>
            {t('privacy.certificate', {
              ...{ number, course: localized(courseTitle, courseTitleEn), day: dayOfTime(issuedAt) },
            })}
            {revokedAt && ` · ${t('privacy.revoked')}`}
          </p>
        )}
      </Entries>
      <Entries title={t('privacy.surveys')} items={data.surveys}>
        {({ courseTitle, courseTitleEn, answeredAt, questions, answers }) => (
          <>
            <p class={styles.small}>
              {localized(courseTitle, courseTitleEn)} · {dayAndTime(answeredAt)}
            </p>
            <dl class={styles.answers}>
              {questions.map((question, nth) => (
                <div key={question.text}>
                  <dt>{localized(question.text, question.textEn)}</dt>
                  <dd>{answerText(question, answers[nth] ?? null)}</dd>
                </div>
              ))}
            </dl>
          </>
        )}
      </Entries>
      {data.uploads.length > 0 && (
        <Entries title={t('privacy.uploads')} items={data.uploads}>
          {({ name, createdAt }) => <p>{t('privacy.upload', { name, time: dayAndTime(createdAt) })}</p>}
        </Entries>
      )}
      {data.managedLectures.length > 0 && (
        <Entries title={t('privacy.managed')} items={data.managedLectures}>
          {({ title, titleEn }) => <p>{localized(title, titleEn)}</p>}
        </Entries>
      )}
      <Entries title={t('privacy.accesses')} lead={t('privacy.accessesAbout')} items={data.accesses}>
        {(access) => (
          <p>
            {dayAndTime(access.at)} · {accessName(access)}
          </p>
        )}
      </Entries>
    </>
  );
}

interface EntriesProps<T> {
  title: string;
  lead?: string;
  items: readonly T[];
  children: (item: T) => ComponentChildren;
}

function Entries<T>({ title, lead, items, children }: EntriesProps<T>) {
  return (
    <section class={styles.section}>
      <h2>{title}</h2>
      {lead && <p class={styles.small}>{lead}</p>}
      {items.length === 0 ? (
        <p>{t('privacy.nothing')}</p>
      ) : (
        <ul class={styles.list}>
          {items.map((item, nth) => (
            <li key={nth}>{children(item)}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
