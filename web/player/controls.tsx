/** The bar under the picture. */

import type { CaptionTrack } from '../../server/contract/playback.ts';
import { language, t } from '../i18n/i18n.ts';
import { clock } from '../ui/format.ts';
import { CaptionsButton } from './captions-button.tsx';
import { ChoiceMenu } from './choice-menu.tsx';
import styles from './controls.module.css';
import { speak } from './elements.ts';
import type { Engine } from './engine.ts';
import type { Media } from './media.ts';
import { QualityMenu } from './quality-menu.tsx';
import { SkipIcon } from './skip-icon.tsx';
import { SPEEDS } from './speeds.ts';

interface ControlsProps {
  /** id of the media-controller */
  controller: string;
  media: Media;
  engine: Engine | null;
  captions: readonly CaptionTrack[];
  /** the lecture has sound that can be had alone */
  audio: boolean;
  audioOnly: boolean;
  onHelp: () => void;
  onCaptionSettings: () => void;
}

export function Controls({
  controller,
  media,
  engine,
  captions,
  audio,
  audioOnly,
  onHelp,
  onCaptionSettings,
}: ControlsProps) {
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
        {engine && <QualityMenu engine={engine} audio={audio} audioOnly={audioOnly} />}
        <CaptionsButton languages={captions.map((track) => track.language)} onSettings={onCaptionSettings} />
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
