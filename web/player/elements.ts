/** The media-chrome elements the player uses, and no others, with their words in the reader's language. */
import 'media-chrome/media-controller';
import 'media-chrome/media-control-bar';
import 'media-chrome/media-play-button';
import 'media-chrome/media-seek-backward-button';
import 'media-chrome/media-seek-forward-button';
import 'media-chrome/media-mute-button';
import 'media-chrome/media-volume-range';
import 'media-chrome/media-pip-button';
import 'media-chrome/media-fullscreen-button';
import './time-range.ts';
import { addTranslation, setLanguage } from 'media-chrome/dist/utils/i18n.js';
import type MediaController from 'media-chrome/media-controller';
import type { HTMLAttributes } from 'preact';
import type { Language } from '../../server/contract/vocabulary.ts';
import { mediaChromeKo } from '../i18n/media-chrome.ts';

addTranslation('ko', mediaChromeKo);

/** Elements made from now on speak this language. */
export function speak(language: Language): void {
  setLanguage(language);
}

type Tag<E extends HTMLElement = HTMLElement> = HTMLAttributes<E> & { mediacontroller?: string };

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'media-controller': Tag<MediaController> & {
        nodefaultstore?: '';
        nohotkeys?: '';
        autohide?: string;
      };
      'media-control-bar': Tag;
      'media-play-button': Tag;
      'media-seek-backward-button': Tag & { seekoffset: string };
      'media-seek-forward-button': Tag & { seekoffset: string };
      'media-mute-button': Tag;
      'media-volume-range': Tag;
      'media-pip-button': Tag;
      'media-fullscreen-button': Tag;
      'lecture-time-range': Tag;
    }
  }
}
