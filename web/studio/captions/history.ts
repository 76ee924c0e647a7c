/** Undo and redo of one's own changes; what others have changed meanwhile stays. Pure. */
import type { Cue } from '../../../server/contract/captions.ts';
import { sorted } from './cues.ts';

type Cues = readonly Cue[];

/** A change that was made here. */
type Step = { from: Cues; to: Cues };

export interface History {
  past: readonly Step[];
  present: Cues;
  future: readonly Step[];
  /** what the last change was; the next of the same kind makes one step with it */
  kind: string | null;
}

/** Steps that can be undone. */
const MOST = 200;

export const begin = (present: Cues): History => ({ past: [], present, future: [], kind: null });

/** @param kind of the change, such as the field that is typed into; null = a step of its own */
export function step({ past, present, kind: last }: History, to: Cues, kind: string | null = null): History {
  const same = kind !== null && kind === last ? past.at(-1) : undefined;
  const steps = same ? [...past.slice(0, -1), { from: same.from, to }] : [...past, { from: present, to }];
  return { past: steps.slice(-MOST), present: to, future: [], kind };
}

/** With what somebody else changed: no step of one's own, so that none of it can be undone here. */
export const joined = ({ past, future }: History, present: Cues): History => ({
  ...{ past, present, future },
  kind: null,
});

/** The last step that still stands is taken back; those that others have changed altogether are passed over. */
export function undo({ past, present, future }: History): History {
  const last = past.at(-1);
  if (!last) return { past, present, future, kind: null };
  const back = applied(present, last.to, last.from);
  const rest = { past: past.slice(0, -1), present: back, future: [last, ...future], kind: null };
  return back === present ? undo(rest) : rest;
}

export function redo({ past, present, future }: History): History {
  const [next, ...rest] = future;
  if (!next) return { past, present, future, kind: null };
  const again = applied(present, next.from, next.to);
  const done = { past: [...past, next], present: again, future: rest, kind: null };
  return again === present ? redo(done) : done;
}

/**
 * A change, made once more or backwards, where nobody else has changed the same: their words, their times, and the
 * cues that they removed stay as they left them.
 * @returns `now` itself when nothing of it could be made
 */
function applied(now: Cues, from: Cues, to: Cues): Cues {
  if (now === from) return to;
  const [before, after, present] = [from, to, now].map((cues) => new Map(cues.map((cue) => [cue.id, cue])));
  const kept = now.flatMap((cue) => {
    const was = before?.get(cue.id);
    if (!was) return [cue];
    const will = after?.get(cue.id);
    if (!will) return timesOf(cue) === timesOf(was) && cue.text === was.text ? [] : [cue];
    const times = timesOf(cue) === timesOf(was) ? will : cue;
    const text = cue.text === was.text ? will.text : cue.text;
    const { start, end } = times;
    return timesOf(cue) === timesOf(times) && cue.text === text ? [cue] : [{ ...cue, start, end, text }];
  });
  const made = to.filter(({ id }) => !before?.has(id) && !present?.has(id));
  const unchanged =
    made.length === 0 && kept.length === now.length && kept.every((cue, at) => cue === now[at]);
  return unchanged ? now : sorted([...kept, ...made]);
}

const timesOf = ({ start, end }: Cue) => `${start} ${end}`;
