/** One spoken sentence. `say` replaces `ko` for the synthesiser where digits or signs would be misread. */
export type Sentence = { ko: string; say?: string; en?: string };

export type Pair = { term: string; text: string };

export type SlideBody =
  | { kind: 'title'; subtitle: string }
  | { kind: 'agenda'; items: string[] }
  | { kind: 'points'; heading: string; items: Pair[]; note?: string }
  | { kind: 'checks'; heading: string; items: string[]; note?: string }
  | { kind: 'compare'; heading: string; before: Column; after: Column }
  | { kind: 'table'; heading: string; head: string[]; rows: string[][]; note?: string }
  | { kind: 'bars'; heading: string; unit: string; bars: { label: string; value: number }[]; note: string }
  | { kind: 'steps'; heading: string; items: Pair[]; note?: string }
  | { kind: 'ladder'; heading: string; items: string[]; note?: string }
  | { kind: 'actors'; heading: string; actors: [Pair, Pair, Pair]; centre: string }
  | { kind: 'cycle'; heading: string; centre: string; items: [string, string, string, string] }
  | { kind: 'layers'; heading: string; items: Pair[]; note?: string }
  | { kind: 'statement'; text: string; source: string }
  | { kind: 'closing'; text: string };

export type Column = { label: string; items: string[] };

/** A slide and what is said while it stands. A chapter begins where one is named. */
export type Slide = { chapter?: { ko: string; en: string }; body: SlideBody; speech: Sentence[] };

/** espeak-ng's voice name, pitch 0–99 and words per minute. */
export type Voice = { name: string; pitch: number; speed: number };

export type Figure = {
  hair: 'short' | 'bob' | 'tied';
  hairColour: string;
  skin: string;
  jacket: string;
  shirt: string;
  glasses: boolean;
  wall: string;
};

export type Script = {
  height: 720 | 1080;
  accent: string;
  deep: string;
  voice: Voice;
  figure: Figure;
  slides: Slide[];
};
