/** Korean is written with a space inside of a compound and without one: 주민참여, 주민 참여. Pure. */

/** Syllables of a part that stands by itself: of single ones there would be too many. */
const SHORTEST = 2;
/** Syllables of a word that people write apart. */
const LONGEST = 8;

/**
 * The ways in which a word of a search may be written, itself first: 주민참여예산 also as 주민 참여예산, 주민참 여예산,
 * 주민참여 예산 and 주민 참여 예산. One that is no Hangul, or too short or too long for it, is written in one way.
 */
export function spacingsOf(word: string): string[] {
  return /^[가-힣]+$/.test(word) && word.length <= LONGEST ? apart(word) : [word];
}

function apart(word: string): string[] {
  const found = [word];
  for (let at = SHORTEST; at <= word.length - SHORTEST; at++) {
    for (const rest of apart(word.slice(at))) found.push(`${word.slice(0, at)} ${rest}`);
  }
  return found;
}

/** What every one of its ways begins and ends with, which is quicker to look for; none where there is one way. */
export const endsOf = (word: string): string[] =>
  spacingsOf(word).length > 1 ? [word.slice(0, SHORTEST), word.slice(-SHORTEST)] : [];
