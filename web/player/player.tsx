/** The player: a plain `<video>` in the page, media-chrome's controls, and what it says about itself. */

import type MediaController from 'media-chrome/media-controller';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Playback } from '../../server/contract/playback.ts';
import { language, loadWords, localized, t } from '../i18n/i18n.ts';
import { bytes, clock } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { whenOpen } from '../ui/when-open.tsx';
import { captionLanguage, placeCaptions, showCaptions } from './captions.ts';
import { spansOf } from './chapter-spans.ts';
import { Controls } from './controls.tsx';
import { loadElements } from './elements.ts';
import { type Beginning, type Engine, startEngine } from './engine.ts';
import { whenWanted } from './in-time.ts';
import { LANGUAGE_NAMES } from './language-names.ts';
import type { Media } from './media.ts';
import { Notice } from './notice.tsx';
import { onKey } from './obey.ts';
import styles from './player.module.css';
import { preferences, savesData, startPreferences } from './preferences.ts';
import { audioBytes, sourceOf } from './source.ts';
import type { Start } from './start.ts';

const Shortcuts = whenOpen(() => import('./shortcuts.tsx').then(({ Shortcuts }) => Shortcuts));
const CaptionSettings = whenOpen(async () => {
  const [{ CaptionSettings }] = await Promise.all([
    import('./caption-settings.tsx'),
    loadWords('captionSettings'),
  ]);
  return CaptionSettings;
});

/** The offer to begin at the start is withdrawn when this much was played, s. */
const OFFER = 15;

interface PlayerProps {
  title: string;
  playback: Playback;
  media: Media;
  start: Start;
  /** Called by its key; not given where there are no notes. */
  onNote?: () => void;
}

export function Player({ title, playback, media, start, onNote }: PlayerProps) {
  const whole = useRef<HTMLElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const controller = useRef<MediaController>(null);
  const chapters = useRef(playback.chapters);
  /** how the next playlist begins: the first at the start, one that takes its place where it was left */
  const from = useRef<Beginning>({ at: start.at, playing: false });
  const wanted = useRef<Promise<void>>(Promise.resolve());
  const [engine, setEngine] = useState<Engine | null>(null);
  const [dialog, setDialog] = useState<'shortcuts' | 'captions' | null>(null);
  const id = useId();
  const { captions } = playback;
  const source = sourceOf(playback, preferences.value.audioOnly);
  const manifest = source?.manifest;
  chapters.current = playback.chapters;

  // Before anything asks for the element's volume and speed.
  useLayoutEffect(() => {
    startPreferences();
    return video.current ? media.attach(video.current) : undefined;
  }, [media]);

  useEffect(() => {
    const [element, around] = [video.current, whole.current];
    if (!element || !around) return;
    let gone = false;
    const spans = () =>
      spansOf(
        chapters.current.map(({ start, title, titleEn }) => ({ start, title: localized(title, titleEn) })),
        media.total.peek(),
      );
    wanted.current = whenWanted(around);
    wanted.current.then(loadElements).then(
      ({ createStore }) => {
        if (gone || !controller.current) return;
        controller.current.fullscreenElement = around;
        controller.current.mediaStore = createStore(element, around, media, spans);
      },
      () => {
        // Ours cannot be had: the browser has some.
        element.controls = true;
      },
    );
    return () => {
      gone = true;
    };
  }, [media]);

  useEffect(() => {
    media.total.value = Math.max(media.total.peek(), playback.duration);
    controller.current?.mediaStore?.dispatch({ type: 'optionschangerequest', detail: {} });
  }, [media, playback.duration, playback.chapters, language.value]);

  useEffect(() => {
    const element = video.current;
    if (!manifest || !element) return;
    const started = startEngine(element, manifest, from.current, savesData, wanted.current);
    setEngine(started);
    const unfollow = started.failure.subscribe((failure) => {
      media.failure.value = failure;
    });
    return () => {
      unfollow();
      media.settle();
      from.current = { at: element.currentTime, playing: !element.paused };
      started.close();
    };
  }, [manifest, media]);

  const shown = captionLanguage(
    preferences.value.captions,
    captions.map((track) => track.language),
  );
  useEffect(() => (video.current ? showCaptions(video.current, shown) : undefined), [shown, captions]);

  const { size, colour, place } = preferences.value.captionStyle;
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    const put = () => placeCaptions(element, place);
    put();
    // of a track: its cues are there
    element.addEventListener('load', put, true);
    return () => element.removeEventListener('load', put, true);
  }, [place]);

  async function toggleFullscreen() {
    await loadElements();
    const type = document.fullscreenElement ? 'mediaexitfullscreenrequest' : 'mediaenterfullscreenrequest';
    controller.current?.dispatchEvent(new CustomEvent(type, { composed: true, bubbles: true }));
  }

  const means = { media, toggleFullscreen, showHelp: () => setDialog('shortcuts'), writeNote: onNote };
  const offer = start.resumed && media.time.value >= start.at - 1 && media.time.value < start.at + OFFER;
  return (
    <>
      <section
        ref={whole}
        class={styles.player}
        aria-label={t('player.region', { title })}
        data-caption-size={size}
        data-caption-colour={colour}
        tabIndex={-1}
        onKeyDown={(event) => onKey(event, means)}
      >
        <div class={styles.screen}>
          <media-controller ref={controller} id={id} class={styles.controller} nodefaultstore="" nohotkeys="">
            <video
              ref={video}
              slot="media"
              playsInline
              preload="auto"
              crossOrigin="anonymous"
              {...(playback.poster && { poster: playback.poster })}
              {...(source?.audioOnly && playback.poster && { style: pictureOf(playback.poster) })}
            >
              {captions.map(({ language: srclang, url }) => (
                <track
                  key={srclang}
                  kind="captions"
                  srclang={srclang}
                  label={LANGUAGE_NAMES[srclang]}
                  src={url}
                />
              ))}
              {playback.storyboard && (
                <track kind="metadata" label="thumbnails" default src={playback.storyboard} />
              )}
            </video>
          </media-controller>
          {!media.begun.value && media.paused.value && playback.playable && !engine?.failure.value && (
            <button
              type="button"
              class={styles.play}
              aria-label={t('player.playLecture')}
              onClick={() => {
                whole.current?.focus();
                media.play();
              }}
            >
              <Icon name="play" size={44} filled />
            </button>
          )}
          <div class={styles.said}>
            {offer && (
              <div class={styles.offer}>
                <span>{t('player.resumed', { time: clock(start.at) })}</span>
                <button type="button" onClick={() => media.seek(0)}>
                  {t('player.fromStart')}
                </button>
              </div>
            )}
            {source?.audioOnly && (
              <p class={styles.offer}>
                {t('player.audioOnlyNow', { size: bytes(audioBytes(playback.duration)) })}
              </p>
            )}
          </div>
          <Notice
            media={media}
            failure={engine?.failure}
            playable={playback.playable}
            complete={playback.complete}
            onRetry={() => engine?.retry()}
          />
        </div>
        <Controls
          controller={id}
          media={media}
          engine={engine}
          captions={captions}
          audio={playback.audioManifest !== null}
          audioOnly={source?.audioOnly ?? false}
          onHelp={() => setDialog('shortcuts')}
          onCaptionSettings={() => setDialog('captions')}
        />
      </section>
      <Shortcuts open={dialog === 'shortcuts'} notes={onNote !== undefined} onClose={() => setDialog(null)} />
      <CaptionSettings open={dialog === 'captions'} onClose={() => setDialog(null)} />
    </>
  );
}

/** Behind what the sound alone shows, which is nothing: browsers take the poster away when it plays. */
const pictureOf = (poster: string) => ({ backgroundImage: `url(${JSON.stringify(poster)})` });
