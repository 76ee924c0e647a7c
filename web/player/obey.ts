/** Carries out the commands of the keys. */
import { language } from '../i18n/i18n.ts';
import { toggleCaptions } from './captions.ts';
import { type Command, commandOf, type Focused } from './keys.ts';
import type { Media } from './media.ts';
import { preferences } from './preferences.ts';

interface Means {
  media: Media;
  toggleFullscreen: () => void;
  showHelp: () => void;
  /** not everywhere where a lecture plays are there notes */
  writeNote: (() => void) | undefined;
}

function obey(command: Command, { media, toggleFullscreen, showHelp, writeNote }: Means): void {
  switch (command.do) {
    case 'toggle':
      media.toggle();
      break;
    case 'skip':
      media.skip(command.by);
      break;
    case 'volume':
      media.changeVolume(command.by);
      break;
    case 'mute':
      media.toggleMute();
      break;
    case 'captions':
      toggleCaptions(language.peek());
      break;
    case 'fullscreen':
      toggleFullscreen();
      break;
    case 'speed':
      media.stepRate(command.by);
      break;
    case 'jump':
      media.seek(command.to * media.total.peek());
      break;
    case 'toStart':
      media.seek(0);
      break;
    case 'toEnd':
      media.seek(media.total.peek());
      break;
    case 'note':
      writeNote?.();
      break;
    case 'help':
      showHelp();
  }
}

function focusedOf(target: Element): Focused {
  if (target.localName === 'media-volume-range') return 'slider';
  return target.localName === 'button' || target.role === 'button' ? 'button' : 'other';
}

/** What the player does on a key while something in it has the focus. */
export function onKey(event: KeyboardEvent, means: Means): void {
  if (event.defaultPrevented || !preferences.peek().shortcuts) return;
  const { code, key, shiftKey: shift } = event;
  const modified = event.ctrlKey || event.altKey || event.metaKey;
  const command = commandOf({ code, key, shift, modified }, focusedOf(event.target as Element));
  if (!command) return;
  event.preventDefault();
  obey(command, means);
}
