/** What certificates are counted, checked and shown by. Pure but for the code, which is random. */
import { randomInt } from 'node:crypto';
import { seoulDay } from '../progress/days.ts';

/** What every certificate said before the institution's name was kept with it. */
export const INSTITUTION_BEFORE = '경기도 협치학교';

/** Digits and letters that are not mistaken for each other (Crockford's base 32). */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;

/** The number after the last one of its year. @param last null = the year has none yet */
export function numberAfter(last: string | null, now: Date): string {
  const count = last === null ? 0 : Number(last.slice(5));
  return `${yearOf(now)}-${String(count + 1).padStart(6, '0')}`;
}

/** The year in Seoul. */
export const yearOf = (time: Date): string => seoulDay(time).slice(0, 4);

/** 50 random bits as people type them: `K7M2Q-9XTRD`. */
export function newCode(): string {
  const code = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`;
}

/** Whether somebody typed this code: letters that look alike are the same, signs between them do not count. */
export function isCode(typed: string, code: string): boolean {
  const plain = (text: string) =>
    text
      .normalize('NFKC')
      .toUpperCase()
      .replace(/O/g, '0')
      .replace(/[IL]/g, '1')
      .replace(/[^0-9A-Z]/g, '');
  return plain(typed) === plain(code);
}

const graphemes = new Intl.Segmenter('ko', { granularity: 'grapheme' });

/** A name as public pages show it: `홍*동`, `김*`, `남**민`, `J**n S***h`. */
export function maskedName(name: string): string {
  const masked = (word: string) => {
    const letters = [...graphemes.segment(word)].map(({ segment }) => segment);
    if (letters.length === 1) return '*';
    const last = letters.length === 2 ? '' : letters.at(-1);
    return `${letters[0]}${'*'.repeat(Math.max(1, letters.length - 2))}${last}`;
  };
  return name.trim().split(/\s+/u).map(masked).join(' ');
}
