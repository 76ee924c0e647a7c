/** 소리만 듣기: the lecture for little data, and how little that is. */
import { t } from '../../i18n/i18n.ts';
import { prefer, preferences } from '../../player/preferences.ts';
import { audioBytes } from '../../player/source.ts';
import { Button } from '../../ui/button.tsx';
import { bytes } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';

/** @param seconds of the lecture */
export function AudioOnly({ seconds }: { seconds: number }) {
  const { audioOnly } = preferences.value;
  return (
    <Button
      look={audioOnly ? 'secondary' : 'tertiary'}
      aria-pressed={audioOnly}
      onClick={() => prefer({ audioOnly: !audioOnly })}
    >
      {audioOnly && <Icon name="check" size={20} />}
      {t('player.audioOnlySize', { size: bytes(audioBytes(seconds)) })}
    </Button>
  );
}
