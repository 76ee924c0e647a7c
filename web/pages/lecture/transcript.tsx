/** 대본: the words of the captions, which follow the lecture; a press goes there, a word finds its places. */
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { CaptionTrack } from '../../../server/contract/playback.ts';
import { language, t } from '../../i18n/i18n.ts';
import type { Media } from '../../player/media.ts';
import { type Cue, currentAt } from '../../player/vtt.ts';
import { clock } from '../../ui/format.ts';
import { ErrorNote, Loading } from '../../ui/notes.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useCues } from './data.ts';
import { foundIn, Marked } from './marked.tsx';
import styles from './panel.module.css';

/** Somebody who scrolls is reading elsewhere: the list stays there this long, ms. */
const READING_MS = 5000;

interface TranscriptProps {
  captions: readonly CaptionTrack[];
  media: Media;
  /** what is looked for when it opens */
  find: string;
}

export function Transcript({ captions, media, find }: TranscriptProps) {
  const track = captions.find((caption) => caption.language === language.value) ?? captions[0];
  const cues = useCues(track?.url ?? null);
  if (!track) return <p class={styles.empty}>{t('player.noTranscript')}</p>;
  if (cues.error && !cues.data) return <ErrorNote error={cues.error} onRetry={cues.reload} />;
  if (!cues.data) {
    return (
      <div class={styles.loading}>
        <Loading />
        {[1, 2, 3, 4, 5].map((line) => (
          <Skeleton key={line} height="4.4rem" />
        ))}
      </div>
    );
  }
  return <Cues cues={cues.data} media={media} lang={track.language} find={find} />;
}

interface CuesProps extends Pick<TranscriptProps, 'media' | 'find'> {
  cues: readonly Cue[];
  lang: string;
}

function Cues({ cues, media, lang, find }: CuesProps) {
  const [query, setQuery] = useState(find);
  const list = useRef<HTMLOListElement>(null);
  const readUntil = useRef(0);
  const field = useId();
  const wanted = query.trim();
  const current = currentAt(cues, media.time.value);
  const found = wanted ? foundIn(cues, wanted) : cues;

  useEffect(() => {
    const item = list.current?.querySelector<HTMLElement>('[aria-current]');
    if (!item || !list.current || wanted || performance.now() < readUntil.current) return;
    // Only the list moves, never the page.
    list.current.scrollTop = item.offsetTop - list.current.clientHeight / 3;
  }, [current, wanted]);

  const reading = () => {
    readUntil.current = performance.now() + READING_MS;
  };
  return (
    <div class={styles.transcript}>
      <div class={styles.find}>
        <label for={field}>{t('player.findInTranscript')}</label>
        <input
          id={field}
          type="search"
          value={query}
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
        <p role="status">
          {wanted && (found.length ? t('player.found', { n: found.length }) : t('player.foundNothing'))}
        </p>
      </div>
      <ol ref={list} class={styles.list} lang={lang} onWheel={reading} onTouchMove={reading}>
        {found.map((cue) => (
          <li key={cue.start}>
            <button
              type="button"
              class={styles.item}
              aria-current={cue === cues[current] ? 'true' : undefined}
              onClick={() => media.seek(cue.start)}
            >
              <span class={styles.time}>{clock(cue.start)}</span>
              <span>{wanted ? <Marked text={cue.text} query={wanted} /> : cue.text}</span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
