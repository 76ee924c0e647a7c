import type { QuestionResult, SurveyResults } from '../../server/contract/surveys.ts';
import { api } from '../api.ts';
import { FileButtons } from '../files/file-buttons.tsx';
import { localized, t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { choicesOf } from '../pages/survey/answers.ts';
import { stepName } from '../pages/survey/step-name.ts';
import { Bars } from '../statistics/bars.tsx';
import { Badge } from '../ui/badge.tsx';
import bar from '../ui/bar.module.css';
import { number, percent } from '../ui/format.ts';
import { Empty, ErrorNote, Loading } from '../ui/notes.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import styles from './survey.module.css';

/** What everybody's answers come to: nobody is named, and of fewer than five people nothing is told. */
export function Results({ courseId }: { courseId: string }) {
  const path = `/api/courses/${courseId}/survey/results`;
  const { data, error, reload } = useLoad(path, (signal) => api.get<SurveyResults>(path, {}, signal));
  if (error && !data) return <ErrorNote error={error} onRetry={reload} />;
  if (!data) {
    return (
      <>
        <Loading />
        <Skeleton height="30rem" />
      </>
    );
  }
  const { responses, finished, questions } = data;
  return (
    <div class={styles.results}>
      <div class={bar.bar}>
        <dl class={styles.numbers}>
          <div>
            <dt>{t('studio.surveyResponses')}</dt>
            <dd>{t('studio.surveyPeople', { n: number(responses) })}</dd>
          </div>
          <div>
            <dt>{t('studio.surveyFinished')}</dt>
            <dd>{t('studio.surveyPeople', { n: number(finished) })}</dd>
          </div>
        </dl>
        <FileButtons
          table={t('studio.survey')}
          path={`${path}/export`}
          query={{}}
          about={<p>{t('studio.surveyFile')}</p>}
        />
      </div>
      <p class={styles.note}>{t('studio.surveyFew')}</p>
      {responses === 0 && <Empty title={t('studio.surveyNobody')} />}
      {responses > 0 &&
        questions.map((question, nth) => <Result key={`${nth} ${question.text}`} question={question} />)}
    </div>
  );
}

function Result({ question }: { question: QuestionResult }) {
  const { text, textEn, asked, people, answers, counts, mean, texts } = question;
  return (
    <section class={styles.result}>
      <h2 class={styles.asked}>
        {localized(text, textEn)} {!asked && <Badge>{t('studio.surveyEarlier')}</Badge>}
      </h2>
      <p class={styles.note}>
        {answers === null
          ? t('studio.surveyWithheld', { n: number(people) })
          : t('studio.surveyAnswers', { n: number(answers), of: number(people) })}
        {mean !== null && ` · ${t('studio.surveyMean', { mean: mean.toFixed(2) })}`}
      </p>
      {counts && <Counts question={question} counts={counts} answers={answers ?? 0} />}
      {texts && (
        <ul class={styles.texts}>
          {texts.map((one, nth) => (
            <li key={`${nth} ${one}`}>{one}</li>
          ))}
        </ul>
      )}
      {texts && answers !== null && texts.length < answers && (
        <p class={styles.note}>{t('studio.surveyMoreTexts', { n: number(answers - texts.length) })}</p>
      )}
    </section>
  );
}

interface CountsProps {
  question: QuestionResult;
  counts: readonly number[];
  answers: number;
}

function Counts({ question, counts, answers }: CountsProps) {
  const names = choicesOf(question).map((choice, nth) => {
    const option = question.options[nth];
    return question.kind === 'choice' && option ? localized(option.text, option.textEn) : stepName(choice);
  });
  return (
    <Bars
      bars={names.map((label, nth) => {
        const value = counts[nth] ?? 0;
        const share = percent(answers === 0 ? 0 : value / answers);
        return { key: label, label, value, text: t('studio.surveyCount', { n: number(value), share }) };
      })}
    />
  );
}
