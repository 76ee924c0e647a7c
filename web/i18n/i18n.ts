/** Words in the reader's language. Korean first; a key that either language lacks fails the type check. */
import { effect, signal } from '@preact/signals';
import type { Language } from '../../server/contract/vocabulary.ts';
import { keepHere, keptHere } from '../kept-here.ts';
import * as frame from './frame.ts';
import * as pages from './pages.ts';

/** Rooms whose words come with their pages: not everybody who looks at the catalogue needs them. */
const later = {
  account: () => import('./account.ts'),
  player: () => import('./player.ts'),
  studio: () => import('./studio.ts'),
  admin: () => import('./admin.ts'),
  statistics: () => import('./statistics.ts'),
  files: () => import('./files.ts'),
  certificates: () => import('./certificates.ts'),
  survey: () => import('./survey.ts'),
  captions: () => import('./captions.ts'),
  captionSettings: () => import('./caption-settings.ts'),
  trim: () => import('./trim.ts'),
  news: () => import('./news.ts'),
  notes: () => import('./notes.ts'),
  offline: () => import('./offline.ts'),
  privacy: () => import('./privacy.ts'),
  factor: () => import('./second-factor.ts'),
  sso: () => import('./sso.ts'),
};
export type LaterRoom = keyof typeof later;

type Later = { [R in LaterRoom]: Awaited<ReturnType<(typeof later)[R]>> };
type Rooms = { frame: typeof frame; pages: typeof pages } & Later;
type Words = Readonly<Record<Language, Readonly<Record<string, string>>>>;

const known: Partial<Record<keyof Rooms, Words>> = { frame, pages };

/** `room.key`, e.g. `player.play`. */
export type Key = { [R in keyof Rooms]: `${R}.${keyof Rooms[R]['ko'] & string}` }[keyof Rooms];

/** Brings a room's words; its pages are shown only after. */
export async function loadWords(room: LaterRoom): Promise<void> {
  known[room] = await later[room]();
}

const KEPT = 'madang.language';

/** The language of the page; kept in this browser. */
export const language = signal<Language>('ko');

/** Takes up the kept language, and from then on keeps it and tells the document. Called once at start. */
export function startLanguage(): void {
  if (keptHere(KEPT) === 'en') language.value = 'en';
  effect(() => {
    document.documentElement.lang = language.value;
    keepHere(KEPT, language.value);
  });
}

/** Fills `{name}` places: `fill('총 {n}건', { n: 3 })` is `총 3건`. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** The words of a key in the current language; a component that calls it follows the language. */
export function t(key: Key, values?: Readonly<Record<string, string | number>>): string {
  const dot = key.indexOf('.');
  const words = known[key.slice(0, dot) as keyof Rooms]?.[language.value];
  const text = words?.[key.slice(dot + 1)] ?? key;
  return values ? fill(text, values) : text;
}

/** What staff wrote in both languages, in the reader's; Korean where the English is empty. */
export function localized(korean: string, english: string | null | undefined): string {
  return language.value === 'en' && english ? english : korean;
}
