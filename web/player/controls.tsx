/** The bar under the picture. */

import type { CaptionTrack } from '../../server/contract/playback.ts';
import { language, t } from '../i18n/i18n.ts';
import { clock } from '../ui/format.ts';
import { CaptionsButton } from './captions-button.tsx';
import { ChoiceMenu } from './choice-menu.tsx';
import styles from './controls.module.css';
import { speak } from './elements.ts';
import type { Engine } from './engine.ts';
import { offered } from './levels.ts';
import type { Media } from './media.ts';
import { SkipIcon } from './skip-icon.tsx';
import { SPEEDS } from './speeds.ts';

interface ControlsProps {
  /** id of the media-controller */
  controller: string;
  media: Media;
  engine: Engine | null;
  captions: readonly CaptionTrack[];
  onHelp: () => void;
}

export function Controls({ controller, media, engine, captions, onHelp }: ControlsProps) {
  speak(language.value);
  return (
    // media-chrome takes its words when an element is made: another language is another bar.
    <media-control-bar
      key={language.value}
      mediacontroller={controller}
      class={styles.bar}
      role="group"
      aria-label={t('player.controls')}
    >
      <lecture-time-range class={styles.seek} />
      <div class={styles.group}>
        <media-play-button />
        <media-seek-backward-button seekoffset="10">
          <SkipIcon />
        </media-seek-backward-button>
        <media-seek-forward-button seekoffset="10">
          <SkipIcon forward />
        </media-seek-forward-button>
        <media-mute-button />
        <media-volume-range class={styles.volume} />
        <Time media={media} />
      </div>
      <div class={styles.group}>
        <ChoiceMenu
          name={t('player.speed')}
          choices={SPEEDS.map((value) => ({ value, label: t('player.speedIs', { n: value }) }))}
          chosen={media.rate.value}
          onChoose={(rate) => media.setRate(rate)}
        >
          {t('player.speedIs', { n: media.rate.value })}
        </ChoiceMenu>
        {engine && <QualityMenu engine={engine} />}
        <CaptionsButton languages={captions.map((track) => track.language)} />
        <button type="button" class={styles.help} aria-label={t('player.shortcuts')} onClick={onHelp}>
          ?
        </button>
        <media-pip-button />
        <media-fullscreen-button />
      </div>
    </media-control-bar>
  );
}

function Time({ media }: { media: Media }) {
  return (
    <span class={styles.time}>
      {/* browsers end a microsecond early */}
      {clock(media.time.value + 0.001)} / {clock(media.total.value)}
    </span>
  );
}

function QualityMenu({ engine }: { engine: Engine }) {
  const levels = engine.levels.value;
  const chosen = engine.chosen.value;
  const shown = levels[engine.shown.value]?.height;
  if (levels.length < 2) return null;
  const automatic =
    chosen === null && shown !== undefined ? t('player.autoNow', { n: shown }) : t('player.auto');
  const asked = chosen === null ? undefined : levels[chosen]?.height;
  return (
    <ChoiceMenu<number | null>
      name={t('player.quality')}
      choices={[
        { value: null, label: automatic },
        ...offered(levels).map(({ index, height }) => ({
          value: index,
          label: t('player.rung', { n: height }),
        })),
      ]}
      chosen={chosen}
      onChoose={engine.choose}
    >
      {asked ? t('player.rung', { n: asked }) : t('player.auto')}
    </ChoiceMenu>
  );
}
