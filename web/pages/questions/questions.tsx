/** 자주 묻는 질문, `/faq`: questions by category; an answer opens under its question. */
import { useEffect, useState } from 'preact/hooks';
import type { Question, QuestionList } from '../../../server/contract/questions.ts';
import { api } from '../../api.ts';
import { Page } from '../../frame/page.tsx';
import { localized, t } from '../../i18n/i18n.ts';
import { useLoad } from '../../load.ts';
import { announce } from '../../ui/announce.tsx';
import { TextField } from '../../ui/field.tsx';
import { number } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { Empty, ErrorNote, Loading } from '../../ui/notes.tsx';
import { Prose } from '../../ui/prose.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { byCategory, withWords } from './by-category.ts';
import styles from './questions.module.css';

export default function QuestionsPage() {
  const { data, error, reload } = useLoad('questions', (signal) =>
    api.get<QuestionList>('/api/questions', {}, signal),
  );
  return (
    <Page title={t('frame.questions')}>
      {error && !data && <ErrorNote error={error} onRetry={reload} />}
      {!data && !error && (
        <>
          <Loading />
          <Skeleton height="40rem" />
        </>
      )}
      {data?.items.length === 0 && <Empty title={t('news.noQuestions')} />}
      {data && data.items.length > 0 && <Questions all={data.items} />}
    </Page>
  );
}

function Questions({ all }: { all: readonly Question[] }) {
  const [typed, setTyped] = useState('');
  const found = withWords(all, typed);
  useEffect(() => {
    if (typed.trim() !== '') announce(t('pages.total', { n: number(found.length) }));
  }, [found.length, typed]);
  return (
    <>
      <search class={styles.search}>
        <TextField
          type="search"
          label={t('news.searchQuestions')}
          value={typed}
          onText={setTyped}
          maxLength={200}
        />
      </search>
      {found.length === 0 && <Empty title={t('news.noneFound')} />}
      {byCategory(found).map(({ category, categoryEn, items }) => (
        <section key={category} class={styles.category}>
          <h2 class={category ? undefined : 'visually-hidden'}>
            {category ? localized(category, categoryEn) : t('news.general')}
          </h2>
          {items.map((one) => (
            <details key={one.id} id={one.id} class={styles.question}>
              <summary class={styles.summary}>
                <span>{localized(one.question, one.questionEn)}</span>
                <Icon name="down" size={20} />
              </summary>
              <div class={styles.answer}>
                <Prose text={localized(one.answer, one.answerEn)} />
              </div>
            </details>
          ))}
        </section>
      ))}
    </>
  );
}
