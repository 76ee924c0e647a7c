/** 글자·화면 설정: size of text and display, kept in this browser. */
import { effect, signal } from '@preact/signals';
import { keepHere, keptHere } from '../kept-here.ts';

export const TEXT_SIZES = ['small', 'normal', 'larger', 'large', 'largest'] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

/** `system`: clear (선명한 화면) when the reader's system asks for dark or more contrast. */
export const DISPLAYS = ['system', 'basic', 'clear'] as const;
export type Display = (typeof DISPLAYS)[number];

export const textSize = signal<TextSize>('normal');
export const display = signal<Display>('system');

const KEPT_TEXT = 'madang.text';
const KEPT_DISPLAY = 'madang.display';
const SYSTEM_CLEAR = '(prefers-color-scheme: dark), (prefers-contrast: more)';

/** One of the list, or its default for anything else that storage may hold. */
export function oneOf<T extends string>(list: readonly T[], value: string | null, otherwise: T): T {
  return list.find((item) => item === value) ?? otherwise;
}

/** Takes up what was kept, and from then on keeps it and tells the document. Called once at start. */
export function startDisplay(): void {
  textSize.value = oneOf(TEXT_SIZES, keptHere(KEPT_TEXT), 'normal');
  display.value = oneOf(DISPLAYS, keptHere(KEPT_DISPLAY), 'system');
  const asked = matchMedia(SYSTEM_CLEAR);
  const systemClear = signal(asked.matches);
  asked.addEventListener('change', () => {
    systemClear.value = asked.matches;
  });
  effect(() => {
    document.documentElement.dataset.text = textSize.value;
    keepHere(KEPT_TEXT, textSize.value);
  });
  effect(() => {
    const clear = display.value === 'clear' || (display.value === 'system' && systemClear.value);
    document.documentElement.dataset.krdsMode = clear ? 'high-contrast' : 'light';
    keepHere(KEPT_DISPLAY, display.value);
  });
}
