/** How captions look; the style sheet says what each word means. */
export const CAPTION_SIZES = ['small', 'normal', 'large', 'largest'] as const;
/** Of the words, then of what is behind them. */
export const CAPTION_COLOURS = ['white-black', 'yellow-black', 'black-white', 'white-none'] as const;
export const CAPTION_PLACES = ['bottom', 'top'] as const;

export interface CaptionStyle {
  size: (typeof CAPTION_SIZES)[number];
  colour: (typeof CAPTION_COLOURS)[number];
  place: (typeof CAPTION_PLACES)[number];
}

const oneOf = <T extends string>(list: readonly [T, ...T[]], value: unknown, otherwise: T): T =>
  list.find((item) => item === value) ?? otherwise;

/** A style from what storage holds; anything strange in it is its default. */
export function parseCaptionStyle(kept: unknown): CaptionStyle {
  const { size, colour, place } = (kept ?? {}) as Partial<Record<keyof CaptionStyle, unknown>>;
  return {
    size: oneOf(CAPTION_SIZES, size, 'normal'),
    colour: oneOf(CAPTION_COLOURS, colour, 'white-black'),
    place: oneOf(CAPTION_PLACES, place, 'bottom'),
  };
}
