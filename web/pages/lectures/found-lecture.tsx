/** A lecture that a search found: what it is, and the sentences in which the words are said. */
import type { FoundLecture } from '../../../server/contract/lectures.ts';
import type { Said } from '../../../server/contract/search.ts';
import { withQuery } from '../../api.ts';
import { localized, t } from '../../i18n/i18n.ts';
import { audienceName } from '../../i18n/vocabulary.ts';
import { playedFrom, Sentence } from '../../search/sentence.tsx';
import { Badge } from '../../ui/badge.tsx';
import { clock, percent } from '../../ui/format.ts';
import { byline } from '../../ui/lecture-card.tsx';
import { Poster } from '../../ui/poster.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './found-lecture.module.css';

/** @param words that were searched for */
export function Found({ lecture, words }: { lecture: FoundLecture; words: string }) {
  const { progress, said } = lecture;
  const title = localized(lecture.title, lecture.titleEn);
  return (
    <article class={styles.found}>
      <div class={styles.lecture}>
        <Poster lecture={lecture} />
        <div class={styles.words}>
          <p class={styles.badges}>
            <Badge tone="primary">{audienceName(lecture.audience)}</Badge>
            {progress?.completed && <Badge tone="success">{t('pages.completed')}</Badge>}
          </p>
          <h2 class={styles.title}>
            <a class={styles.link} href={`/lectures/${lecture.id}`}>
              {title}
            </a>
          </h2>
          <p class={styles.about}>{byline(lecture)}</p>
          {progress && !progress.completed && (
            <p class="visually-hidden">{t('pages.watchedShare', { share: percent(progress.share) })}</p>
          )}
        </div>
      </div>
      {said && <Sentences lecture={{ id: lecture.id, title }} said={said} words={words} />}
    </article>
  );
}

interface SentencesProps {
  lecture: { id: string; title: string };
  said: Said;
  words: string;
}

function Sentences({ lecture: { id, title }, said, words }: SentencesProps) {
  return (
    <div class={styles.said}>
      <ul aria-label={t('pages.saidIn', { title })}>
        {said.sentences.map((sentence) => (
          <li key={sentence.start}>
            <a class={styles.sentence} href={playedFrom(id, sentence)}>
              <span class={styles.time}>
                <span class="visually-hidden">{t('pages.playFrom')} </span>
                {clock(sentence.start)}
              </span>
              <Sentence sentence={sentence} lang={said.language} />
            </a>
          </li>
        ))}
      </ul>
      {said.more && (
        <a
          class={styles.more}
          href={withQuery(`/lectures/${id}`, { find: words })}
          aria-label={t('pages.moreSaidIn', { title })}
        >
          {t('pages.moreSaid')}
        </a>
      )}
    </div>
  );
}

/** One that is still loading. */
export function FoundSkeleton() {
  return (
    <div class={styles.found} aria-hidden="true">
      <div class={styles.lecture}>
        <Skeleton ratio="16 / 9" />
        <div class={styles.words}>
          <Skeleton width="6rem" height="2.4rem" />
          <Skeleton height="2.7rem" />
          <Skeleton width="60%" height="2.2rem" />
        </div>
      </div>
    </div>
  );
}
