/** Which of the places that a recording tells of are proposed as chapters. Pure. */
import type { ChapterProposal } from '../contract/chapter-proposals.ts';
import type { SilenceMark, SlideMark } from '../database/schema/recording-marks.ts';
import type { Marks } from '../recordings/mark-queries.ts';

/** Proposals from slides and silences, the one at 0:00 among them. */
const MOST = 20;
/** Seconds between chapters: of a long lecture, of a short one, and as a share of what is between. */
const APART = { most: 60, least: 10, share: 1 / 20 };
/** Seconds around another slide in which a silence belongs to it: people stop, change it, and go on. */
const NEAR = 3;
/** Seconds from which on a silence alone is a break. */
const BREAK = 2.5;
/** Share of the picture from which on another slide is one without a silence too. */
const CLEAR = 0.03;

/**
 * The file's own chapters, and beside them changes of slides near silences first. They lie apart from each other, from
 * the beginning and from the end. The first is at 0:00, where there is any other.
 * @param duration seconds
 */
export function proposalsOf(
  { own, slides, silences }: Omit<Marks, 'dropped'>,
  duration: number,
): ChapterProposal[] {
  const apart = Math.min(APART.most, Math.max(APART.least, duration * APART.share));
  const kept: ChapterProposal[] = [];
  const clashes = (start: number) => kept.some((one) => Math.abs(one.start - start) < apart);
  for (const { start, title } of own) {
    const whole = Math.floor(start);
    if (!kept.some((one) => one.start === whole)) kept.push({ start: whole, title, origin: 'own' });
  }
  const found = candidatesOf(slides ?? [], silences ?? []).filter(
    ({ start }) => start >= apart && start <= duration - apart / 2,
  );
  let room = MOST - 1;
  for (const { start, origin } of found.sort((one, other) => other.worth - one.worth)) {
    if (room === 0) break;
    if (clashes(start)) continue;
    kept.push({ start, title: '', origin });
    room--;
  }
  if (kept.length > 0 && !clashes(0)) kept.push({ start: 0, title: '', origin: 'start' });
  return kept.sort((one, other) => one.start - other.start);
}

type Candidate = Pick<ChapterProposal, 'start' | 'origin'> & { worth: number };

/** Whole seconds: a slide is there by then, and somebody who speaks again has not begun. */
function candidatesOf(slides: readonly SlideMark[], silences: readonly SilenceMark[]): Candidate[] {
  const ofSlides = slides.flatMap(({ at, strength }): Candidate[] => {
    const quiet = silences.filter(({ from, to }) => from - NEAR <= at && at <= to + NEAR);
    if (quiet.length === 0 && strength < CLEAR) return [];
    const start = Math.ceil(at);
    return [
      quiet.length > 0
        ? { start, origin: 'slide_and_silence', worth: 1 + strength + pause(quiet) }
        : { start, origin: 'slide', worth: strength },
    ];
  });
  const breaks = silences
    .filter(({ from, to }) => to - from >= BREAK)
    .map((silence): Candidate => {
      return { start: Math.floor(silence.to), origin: 'silence', worth: pause([silence]) };
    });
  return [...ofSlides, ...breaks];
}

/** 0 to 0.5, by the longest: of ten seconds and more all are alike. */
const pause = (silences: readonly SilenceMark[]): number =>
  Math.min(10, Math.max(...silences.map(({ from, to }) => to - from))) / 20;
