/**
 * Transcripts of lectures that nobody held, as long as real ones and made as Korean is: stems, a few of which make up
 * most of what is said, with particles and endings behind them. The same number gives the same transcript. Pure.
 */
import type { TimedText } from '../../../server/captions/file.ts';

/** Words of the field, of which some are said everywhere and some in few lectures: by how often. */
const KNOWN: Readonly<Record<number, string>> = {
  3: '우리',
  9: '지역',
  17: '주민',
  30: '협치',
  48: '공공',
  75: '예산',
  120: '참여',
  200: '거버넌스',
  320: '주민참여예산',
  500: '복지',
  800: '공론장',
  1300: '조례',
  2200: '숙의',
  3600: '마을만들기',
  6000: '지방의회',
  9000: '사회보장협의체',
};
const SYLLABLES = [
  ...'가간감강개거건검경계고공과관교구국군권규근금기길나남내노농능다단당대도동등라락력로론류리마만망매면명모목무문물민',
  ...'발방배백법변별병보복본부분비사산상생서석선설성세소속수순술습시식신실심안암양어업여연영예오온외요용우운원위유육의이인',
  ...'일임입자작장재저적전절점정제조종주중증지진집차찬참창책천철청체초총추출충치친타통투특파판평포표품풍하학한합해향험현형호화환회효후',
];
const STEMS = 20_000;
/** Particles and endings, the frequent ones first; most words have one. */
const ENDINGS =
  ',을,를,이,가,은,는,에,의,에서,으로,로,도,과,와,합니다,하는,하고,입니다,했습니다,까지,부터,에게,들이,들을,이라는,이라고,하면,해서,되는'.split(
    ',',
  );
/** Words a minute, and in a cue, of somebody who lectures without haste. */
const WORDS_A_MINUTE = 95;
const WORDS_A_CUE = 7;

/** 0 ≤ number < 1, the next of a series that `seed` begins (mulberry32). */
function series(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Stems by how often they are said: of rank r about as often as 1 ÷ r (Zipf). */
const STEMS_BY_RANK: readonly string[] = stems();

function stems(): string[] {
  const chance = series(1);
  const syllable = () => SYLLABLES[Math.floor(chance() * SYLLABLES.length)] ?? '';
  return Array.from({ length: STEMS }, (_, rank) => {
    const length = chance() < 0.7 ? 2 : chance() < 0.7 ? 3 : 4;
    return KNOWN[rank] ?? Array.from({ length }, syllable).join('');
  });
}

/** A stem, the frequent ones more often. @param chance gives 0 ≤ number < 1 */
const stemBy = (chance: () => number) => STEMS_BY_RANK[Math.floor(STEMS ** chance()) - 1] ?? '';

/** How lecture `n` is described. */
export function descriptionOf(n: number) {
  const chance = series(-n);
  const words = (count: number) => Array.from({ length: count }, () => stemBy(chance));
  const [family = ''] = '김이박최정강조윤장임'.slice(Math.floor(chance() * 10));
  return {
    title: `${words(3).join(' ')} ${n}강`,
    summary: words(60).join(' '),
    instructor: `${family}${words(1)[0]?.slice(0, 2)}`,
    venue: `${words(1)} 회관`,
    field: words(1).join(),
    tags: words(3),
  };
}

/** What is said in lecture `n`. @param duration seconds */
export function transcriptOf(n: number, duration: number): TimedText[] {
  const chance = series(n);
  const word = () => stemBy(chance) + (ENDINGS[Math.floor(ENDINGS.length * chance() ** 2)] ?? '');
  const seconds = (60 * WORDS_A_CUE) / WORDS_A_MINUTE;
  return Array.from({ length: Math.floor(duration / seconds) }, (_, at) => {
    const words = Array.from({ length: WORDS_A_CUE }, word);
    return {
      start: at * seconds,
      end: (at + 0.95) * seconds,
      text: `${words.slice(0, 4).join(' ')}\n${words.slice(4).join(' ')}.`,
    };
  });
}
