/** Two people's changes of the same captions made into one, so that nobody's words are lost. Pure. */
import type { Cue } from '../../../server/contract/captions.ts';
import { newId, sorted } from './cues.ts';

/** Spaces at the ends of lines and empty lines say nothing: captions are published without them. */
const saidBy = ({ text }: Cue) =>
  text
    .normalize('NFC')
    .replace(/\s*\n\s*/g, '\n')
    .trim();

const same = (a: Cue | undefined, b: Cue | undefined) =>
  a === b || (!!a && !!b && a.start === b.start && a.end === b.end && saidBy(a) === saidBy(b));

export type Reconciled = {
  cues: Cue[];
  /** cues that both had changed, each in another way: both versions are there, one over the other */
  doubled: number;
};

/**
 * A change of one is taken, and a cue that one removed and the other changed stays.
 * @param base what both began with
 */
export function reconcile(base: readonly Cue[], mine: readonly Cue[], theirs: readonly Cue[]): Reconciled {
  const [before, own, other] = [base, mine, theirs].map((cues) => new Map(cues.map((cue) => [cue.id, cue])));
  const ids = new Set([...(own?.keys() ?? []), ...(other?.keys() ?? [])]);
  const cues: Cue[] = [];
  let doubled = 0;
  for (const id of ids) {
    const [was, ours, its] = [before?.get(id), own?.get(id), other?.get(id)];
    if (same(ours, its) || same(its, was)) {
      if (ours) cues.push(ours);
    } else if (same(ours, was)) {
      if (its) cues.push(its);
    } else if (ours && its) {
      const together = oneAspectEach(was, ours, its);
      if (together) cues.push(together);
      else {
        cues.push(ours, { ...its, id: newId() });
        doubled += 1;
      }
    } else {
      const kept = ours ?? its;
      if (kept) cues.push(kept);
    }
  }
  return { cues: sorted(cues), doubled };
}

/** Where one mended the words and the other the times, or both the same way, all of it counts. */
function oneAspectEach(was: Cue | undefined, ours: Cue, its: Cue): Cue | null {
  if (!was) return null;
  const chosen = (aspect: (cue: Cue) => string): Cue | null => {
    if (aspect(ours) === aspect(its) || aspect(its) === aspect(was)) return ours;
    return aspect(ours) === aspect(was) ? its : null;
  };
  const timed = chosen(({ start, end }) => `${start} ${end}`);
  const worded = chosen(saidBy);
  return timed && worded && { ...timed, text: worded.text };
}

/** Whether both say the same at the same times, in cues that are the same. */
export const alike = (a: readonly Cue[], b: readonly Cue[]): boolean =>
  a.length === b.length && a.every((cue, index) => cue.id === b[index]?.id && same(cue, b[index]));
