/** How this browser likes to play: kept between lectures. */
import { computed, effect, signal } from '@preact/signals';
import type { CaptionLanguage } from '../../server/contract/vocabulary.ts';
import { keepHere, keptHere } from '../kept-here.ts';
import { type CaptionStyle, parseCaptionStyle } from './caption-style.ts';
import { LANGUAGE_NAMES } from './language-names.ts';
import { SPEEDS } from './speeds.ts';

export interface Preferences {
  rate: number;
  /** 0–1 */
  volume: number;
  muted: boolean;
  /** null: off */
  captions: CaptionLanguage | null;
  captionStyle: CaptionStyle;
  /** single-key shortcuts, which can be switched off (WCAG 2.1.4) */
  shortcuts: boolean;
  /** the sound alone, for little data */
  audioOnly: boolean;
  /** a picture of little data; null: as the browser is told to */
  saving: boolean | null;
}

const KEPT = 'madang.player';
const DEFAULTS: Preferences = {
  rate: 1,
  volume: 1,
  muted: false,
  captions: null,
  captionStyle: parseCaptionStyle(null),
  shortcuts: true,
  audioOnly: false,
  saving: null,
};

const isCaptionLanguage = (value: unknown): value is CaptionLanguage =>
  typeof value === 'string' && Object.hasOwn(LANGUAGE_NAMES, value);

/** Preferences from what storage holds; anything strange in it is its default. */
export function parsePreferences(text: string | null): Preferences {
  let kept: Partial<Record<keyof Preferences, unknown>>;
  try {
    kept = JSON.parse(text ?? '{}') ?? {};
  } catch {
    kept = {};
  }
  const { rate, volume, muted, captions, captionStyle, shortcuts, audioOnly, saving } = kept;
  return {
    rate: SPEEDS.find((speed) => speed === rate) ?? DEFAULTS.rate,
    volume: typeof volume === 'number' && volume >= 0 && volume <= 1 ? volume : DEFAULTS.volume,
    muted: muted === true,
    captions: isCaptionLanguage(captions) ? captions : null,
    captionStyle: parseCaptionStyle(captionStyle),
    shortcuts: shortcuts !== false,
    audioOnly: audioOnly === true,
    saving: typeof saving === 'boolean' ? saving : null,
  };
}

export const preferences = signal(DEFAULTS);

/** Network Information API: what TypeScript's DOM does not know, and some browsers do not have. */
const { connection } = navigator as { connection?: { saveData?: boolean } };

/** Whether the picture is to take little data. */
export const savesData = computed(() => preferences.value.saving ?? connection?.saveData === true);

let started = false;

/** Takes up what was kept, and from then on keeps it. Called before the first player is shown. */
export function startPreferences(): void {
  if (started) return;
  started = true;
  preferences.value = parsePreferences(keptHere(KEPT));
  effect(() => keepHere(KEPT, JSON.stringify(preferences.value)));
}

/** Takes over some of them. */
export function prefer(change: Partial<Preferences>): void {
  preferences.value = { ...preferences.peek(), ...change };
}
