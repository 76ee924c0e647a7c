/** Keeps lectures on this device: which are on their way, how far, and why one could not be kept. */
import { effect, signal } from '@preact/signals';
import type { Lecture } from '../../server/contract/lectures.ts';
import type { RungList } from '../../server/contract/playback.ts';
import { ApiFailure } from '../api.ts';
import { t } from '../i18n/i18n.ts';
import { personChanges } from '../session.ts';
import { announce } from '../ui/announce.tsx';
import { bring } from './bring.ts';
import { forgetKept } from './kept.ts';

type Rung = RungList['items'][number];

/** A lecture that is being kept, or could not be. */
export interface Keeping {
  /** bytes */
  done: number;
  total: number;
  /** why it stopped; null while it goes on */
  failure: 'network' | 'space' | 'ended' | null;
  cancel(): void;
}

/** By lecture. What is kept already is no longer here. */
export const keepings = signal<ReadonlyMap<string, Keeping>>(new Map());

/** Keeps a lecture. What an earlier try brought is not fetched again. Its outcome is told by `keepings`. */
export async function keep(lecture: Lecture, rung: Rung): Promise<void> {
  const gone = new AbortController();
  const cancel = () => {
    gone.abort();
    say(lecture.id, null);
    void forgetKept(lecture.id);
  };
  const keeping: Keeping = { done: 0, total: rung.bytes, failure: null, cancel };
  say(lecture.id, keeping);
  const stop = whenSomebodyElse(cancel);
  // Asked for while somebody looks at it: browsers grant it to sites that are used.
  void navigator.storage?.persist?.().catch(() => false);
  try {
    await bring(lecture, rung, gone.signal, (bytes) => {
      // of those that were under way when it ended, nobody wants to know
      if (gone.signal.aborted || keeping.failure) return;
      keeping.done += bytes;
      say(lecture.id, { ...keeping });
    });
    say(lecture.id, null);
    announce(t('offline.done'));
  } catch (error) {
    if (gone.signal.aborted) return void forgetKept(lecture.id);
    keeping.failure = failureOf(error);
    // What is half there is in the way of others, or no longer allowed.
    if (keeping.failure !== 'network') await forgetKept(lecture.id);
    say(lecture.id, { ...keeping });
  } finally {
    stop();
  }
}

function failureOf(error: unknown): NonNullable<Keeping['failure']> {
  if (error instanceof DOMException && error.name === 'QuotaExceededError') return 'space';
  return error instanceof ApiFailure && error.status >= 400 && error.status < 500 ? 'ended' : 'network';
}

function say(lectureId: string, keeping: Keeping | null): void {
  const next = new Map(keepings.peek());
  if (keeping) next.set(lectureId, keeping);
  else next.delete(lectureId);
  keepings.value = next;
}

/** Runs when somebody signs in or out, until the answered function is called. */
function whenSomebodyElse(then: () => void): () => void {
  const before = personChanges.peek();
  return effect(() => {
    if (personChanges.value !== before) then();
  });
}
