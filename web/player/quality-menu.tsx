/** 화질: the rungs, the one that saves data, and the sound alone. */
import { t } from '../i18n/i18n.ts';
import { ChoiceMenu } from './choice-menu.tsx';
import type { Engine } from './engine.ts';
import { type Level, offered } from './levels.ts';
import { prefer, savesData } from './preferences.ts';

/** Index of a rung, or what chooses one. */
type Quality = number | 'auto' | 'saving' | 'picture' | 'audio';

const rung = ({ height }: Level) => t('player.rung', { n: height });

/** A rung is chosen for this lecture; saving data and the sound alone are remembered. */
function choose(engine: Engine, quality: Quality): void {
  if (quality === 'audio' || quality === 'picture') {
    prefer({ audioOnly: quality === 'audio' });
    return;
  }
  if (typeof quality === 'string') prefer({ saving: quality === 'saving' });
  engine.choose(typeof quality === 'number' ? quality : null);
}

interface QualityMenuProps {
  engine: Engine;
  /** the lecture has sound that can be had alone */
  audio: boolean;
  audioOnly: boolean;
}

export function QualityMenu({ engine, audio, audioOnly }: QualityMenuProps) {
  const levels = engine.levels.value;
  const asked = engine.chosen.value;
  const shown = levels[engine.shown.value];
  const automatic = savesData.value ? 'saving' : 'auto';
  const chosen: Quality = audioOnly ? 'audio' : (asked ?? automatic);
  const words = (quality: 'auto' | 'saving') =>
    chosen === quality && shown ? t(`player.${quality}Now`, { n: shown.height }) : t(`player.${quality}`);

  const pictures: { value: Quality; label: string }[] =
    levels.length > 1
      ? [
          { value: 'auto', label: words('auto') },
          { value: 'saving', label: words('saving') },
          ...offered(levels).map((level) => ({ value: level.index, label: rung(level) })),
        ]
      : [{ value: automatic, label: t('player.auto') }];
  const choices = [
    ...(audioOnly ? [{ value: 'picture', label: t('player.withPicture') } as const] : pictures),
    ...(audio ? [{ value: 'audio', label: t('player.audioOnly') } as const] : []),
  ];
  if (choices.length < 2) return null;
  const chosenLevel = asked === null ? undefined : levels[asked];
  const short = audioOnly ? t('player.audioShort') : t(`player.${automatic}`);
  return (
    <ChoiceMenu<Quality>
      name={t('player.quality')}
      choices={choices}
      chosen={chosen}
      onChoose={(quality) => choose(engine, quality)}
    >
      {chosenLevel && !audioOnly ? rung(chosenLevel) : short}
    </ChoiceMenu>
  );
}
