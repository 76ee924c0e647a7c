/** 학습 진도율: how much was watched, what is missing, and where the unseen parts are. */
import type { Lecture } from '../../../server/contract/lectures.ts';
import type { Watched } from '../../../server/contract/progress.ts';
import { t } from '../../i18n/i18n.ts';
import type { Media } from '../../player/media.ts';
import { clock, duration, percent } from '../../ui/format.ts';
import styles from './progress.module.css';
import { missingPercent, union, unseen } from './watched.ts';
import { Why } from './why.tsx';

/** Gaps shorter than this share of the lecture are too narrow to press, and are left to the player. */
const PRESSABLE = 0.01;

interface ProgressProps {
  lecture: Lecture;
  watched: Watched;
  media: Media;
}

export function Progress({ lecture, watched, media }: ProgressProps) {
  const total = media.total.value;
  const place = (from: number, to: number) => ({
    left: `${(from / total) * 100}%`,
    // What was watched is kept in whole seconds: the last one may be shorter.
    width: `${(((total - to < 1 ? total : to) - from) / total) * 100}%`,
  });
  const playFrom = (seconds: number) => {
    media.seek(seconds);
    media.play();
  };
  return (
    <section class={styles.progress} aria-label={t('player.progress')}>
      <p class={styles.sentence}>
        <strong>{t('player.seen', { n: percent(watched.share) })}</strong>
        {' · '}
        {watched.completed
          ? t('player.completed')
          : t('player.toCompletion', { n: whatIsLeft(lecture, watched) })}
      </p>
      {total > 0 && (
        <div class={styles.strip}>
          {union(watched.watched, total).map(({ from, to }) => (
            <span key={from} class={styles.seen} style={place(from, to)} />
          ))}
          {unseen(watched.watched, total, total * PRESSABLE).map(({ from, to }) => {
            const name = t('player.unseenPart', { from: clock(from), to: clock(to) });
            return (
              <a
                key={from}
                class={styles.unseen}
                style={place(from, to)}
                href={`/lectures/${lecture.id}?t=${Math.floor(from)}`}
                title={name}
                onClick={(event) => {
                  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                  event.preventDefault();
                  // The router would take it for a move to another page.
                  event.stopPropagation();
                  playFrom(from);
                }}
              >
                <span class="visually-hidden">{name}</span>
              </a>
            );
          })}
        </div>
      )}
      <Why lecture={lecture} watched={watched} total={total} onSeek={playFrom} />
    </section>
  );
}

/** What completion still asks for: a share, or when all of that is there, time. */
function whatIsLeft({ rule }: Lecture, { share, missing }: Watched): string {
  const [first] = missing;
  // enough since the recording became shorter: the next report completes it
  if (!first && share >= rule.share) return t('player.aMoment');
  return first?.what === 'elapsed'
    ? t('player.realTime', { n: duration(Math.ceil(first.needs - first.has)) })
    : `${missingPercent(share, rule.share)}%`;
}
