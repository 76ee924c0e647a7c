/**
 * The media-chrome elements that the player uses, and no others. They come after the page: it shows their places
 * from the beginning, and they begin to live in them.
 */
import type MediaController from 'media-chrome/media-controller';
import type { HTMLAttributes } from 'preact';
import type { Language } from '../../server/contract/vocabulary.ts';
import type { createStore } from './elements/store.ts';
import { breath } from './in-time.ts';

type Elements = { createStore: typeof createStore };

let elements: Promise<Elements> | undefined;
let translate: ((language: Language) => void) | undefined;

/** Brings them, once for all players of a page. Rejects when they cannot be had; then the next one asks again. */
export function loadElements(): Promise<Elements> {
  elements ??= inPieces().catch((cause: unknown) => {
    elements = undefined;
    throw cause;
  });
  return elements;
}

/** One after another: all at once they would keep a phone from answering. */
async function inPieces(): Promise<Elements> {
  const { createStore, setLanguage } = await import('./elements/screen.ts');
  translate = setLanguage;
  await breath();
  await import('./elements/bar.ts');
  await breath();
  return { createStore };
}

/** Elements made from now on speak this language. */
export function speak(language: Language): void {
  translate?.(language);
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
