/** What makes captions hard to read. Pure. */
import type { Cue } from '../../../server/contract/captions.ts';
import type { CaptionLanguage } from '../../../server/contract/vocabulary.ts';
import { unmarked } from './unmarked.ts';

export type Problem =
  /** ends before it begins: such captions cannot be published */
  | 'backwards'
  | 'empty'
  /** begins after the lecture has ended */
  | 'beyond'
  /** begins before an earlier one ends */
  | 'overlap'
  /** more than can be read in its time */
  | 'fast'
  /** more than two lines */
  | 'lines'
  /** gone before it is noticed */
  | 'short'
  /** nothing was said for long before it, or after the last */
  | 'gap';

/**
 * Characters a second that grown-ups read, as Netflix's timed text style guides have it; Korean and Chinese are
 * counted in whole characters, spaces and signs and Latin letters among them as half ones.
 */
const SPEEDS: Record<CaptionLanguage, number> = { ko: 12, en: 20, zh: 11, vi: 17, th: 17, ru: 17 };
const SYLLABIC: readonly CaptionLanguage[] = ['ko', 'zh'];
const WHOLE = /[\p{Script=Hangul}\p{Script=Han}]/u;
/** s: five sixths, the same guides' least */
const LEAST_SECONDS = 5 / 6;
/** s: nobody who teaches is silent for so long without a reason */
const LONGEST_GAP = 30;
const MOST_LINES = 2;

const read = (text: string) => unmarked(text).trim();

/** How much there is to read in a text, in characters. */
export function lengthOf(text: string, language: CaptionLanguage): number {
  const letters = [...read(text).replace(/\s*\n\s*/g, ' ')];
  if (!SYLLABIC.includes(language)) return letters.length;
  return letters.reduce((sum, letter) => sum + (WHOLE.test(letter) ? 1 : 0.5), 0);
}

/** Characters a second that a cue asks of its readers; 0 for one without time. */
export function speedOf(cue: Pick<Cue, 'start' | 'end' | 'text'>, language: CaptionLanguage): number {
  const seconds = cue.end - cue.start;
  return seconds > 0 ? lengthOf(cue.text, language) / seconds : 0;
}

/** Reading is counted letter by letter: of cues that are still the same it is known. */
const counted = new WeakMap<Cue, { language: CaptionLanguage; speed: number; empty: boolean }>();

function countOf(cue: Cue, language: CaptionLanguage) {
  const known = counted.get(cue);
  if (known?.language === language) return known;
  const count = { language, speed: speedOf(cue, language), empty: read(cue.text) === '' };
  counted.set(cue, count);
  return count;
}

/** How fast is too fast, characters a second. */
export const fastestIn = (language: CaptionLanguage): number => SPEEDS[language];

/**
 * What is wrong with which cue, by its id; those that are well are left out.
 * @param cues in order of time
 * @param duration of the lecture, s; 0 = not known
 */
export function problemsOf(
  cues: readonly Cue[],
  language: CaptionLanguage,
  duration: number,
): ReadonlyMap<string, readonly Problem[]> {
  const problems = new Map<string, Problem[]>();
  let before = 0;
  for (const [index, cue] of cues.entries()) {
    const { start, end, text } = cue;
    const { speed, empty } = countOf(cue, language);
    const last = index === cues.length - 1;
    const gap = start - before > LONGEST_GAP || (last && duration - end > LONGEST_GAP);
    const checks: [Problem, boolean][] = [
      ['backwards', end <= start],
      ['empty', empty],
      ['beyond', duration > 0 && start >= duration],
      ['overlap', index > 0 && start < before],
      ['fast', speed > SPEEDS[language] + 1e-6],
      ['lines', text.trim().split('\n').length > MOST_LINES],
      ['short', end > start && end - start < LEAST_SECONDS - 1e-6],
      ['gap', gap],
    ];
    const found = checks.filter(([, is]) => is).map(([problem]) => problem);
    if (found.length > 0) problems.set(cue.id, found);
    before = Math.max(before, end);
  }
  return problems;
}

/** The next cue with a problem after one, from the top again after the last; null = there is none. */
export function nextProblem(
  cues: readonly Cue[],
  problems: ReadonlyMap<string, unknown>,
  after: string | null,
): string | null {
  const at = cues.findIndex((cue) => cue.id === after);
  const inTurn = [...cues.slice(at + 1), ...cues.slice(0, at + 1)];
  return inTurn.find((cue) => problems.has(cue.id))?.id ?? null;
}
