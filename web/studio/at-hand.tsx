/** The lecture's player beside the editor's steps: one for all of them, loaded when it is first asked for. */
import type { RefObject } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import type { Lecture } from '../../server/contract/lectures.ts';
import type { Playback } from '../../server/contract/playback.ts';
import type { RecordingStatus } from '../../server/contract/recordings.ts';
import { localized, t } from '../i18n/i18n.ts';
import { Media } from '../player/media.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import styles from './at-hand.module.css';
import { Preview } from './preview.tsx';

/** The player as the steps use it. */
export interface Hand {
  media: Media;
  /** what was loaded; null until then */
  playback: Playback | null;
  /** Opens it, paused unless it plays. */
  show: () => void;
  /** Opens it, and plays. @param at seconds; left out = where it was */
  play: (at?: number) => void;
}

/** What the steps are not told of: how it is opened and closed. */
interface HandState extends Hand {
  /** seconds at which it began; null before it was first asked for */
  start: number | null;
  open: boolean;
  place: RefObject<HTMLElement | null>;
  take: (playback: Playback) => void;
  ready: () => void;
  close: () => void;
}

export function useHand(): HandState {
  const media = useMemo(() => new Media(), []);
  const place = useRef<HTMLElement>(null);
  /** it was asked to play before it was loaded */
  const wanted = useRef(false);
  const [start, setStart] = useState<number | null>(null);
  const [open, setOpen] = useState(false);
  const [playback, setPlayback] = useState<Playback | null>(null);

  function show(at?: number): void {
    // until it is there, it begins where it was last asked to
    setStart((before) => (media.video ? before : at) ?? before ?? 0);
    setOpen(true);
    requestAnimationFrame(() => place.current?.scrollIntoView({ block: 'nearest' }));
  }
  function play(at?: number): void {
    show(at);
    wanted.current = !media.video;
    if (!media.video) return;
    if (at !== undefined) media.seek(at);
    media.play();
  }
  return {
    ...{ media, playback, start, open, place, play, take: setPlayback },
    show: () => show(),
    ready: () => {
      if (wanted.current) media.play();
      wanted.current = false;
    },
    close: () => {
      media.pause();
      setOpen(false);
    },
  };
}

interface AtHandProps {
  lecture: Lecture;
  /** the newest one */
  recording: RecordingStatus | null;
  hand: HandState;
}

export function AtHand({ lecture, recording, hand }: AtHandProps) {
  const { start, open } = hand;
  const opener = useRef<HTMLButtonElement>(null);
  const player = useRef<HTMLDivElement>(null);
  const { id, posterUrl, captionLanguages } = lecture;
  // after the next paint: what is focused was hidden until then
  const focus = (element: RefObject<HTMLElement | null>) =>
    requestAnimationFrame(() => element.current?.focus());
  return (
    <section ref={hand.place} class={styles.hand} data-open={open} aria-label={t('studio.hand')}>
      <button
        ref={opener}
        type="button"
        class={styles.opener}
        hidden={open}
        onClick={() => {
          hand.play();
          focus(player);
        }}
      >
        <span class={styles.picture}>
          {posterUrl && <img src={posterUrl} alt="" />}
          <Icon name="play" size={28} filled />
        </span>
        {t('studio.handOpen')}
      </button>
      {start !== null && (
        <div ref={player} class={styles.player} tabIndex={-1} hidden={!open}>
          <Preview
            lectureId={id}
            version={`${recording?.id} ${recording?.waiting} ${recording?.state} ${captionLanguages}`}
            title={localized(lecture.title, lecture.titleEn)}
            media={hand.media}
            start={start}
            onPlayback={hand.take}
            onReady={hand.ready}
          />
          <Button
            size="small"
            look="text"
            onClick={() => {
              hand.close();
              focus(opener);
            }}
          >
            {t('studio.handClose')}
          </Button>
        </div>
      )}
    </section>
  );
}
