/** Saves what is edited by itself, a moment after the last change; what could not be saved stays in this browser. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiFailure } from '../api.ts';
import { keep } from './kept.ts';
import { useLinkWarning, useUnloadWarning } from './leave-warning.ts';
import { mayPass, useSavingAgain } from './save-again.ts';
import { picked, same } from './theirs.ts';

/** ms after the last change */
const SAVE_MS = 1_000;
const KEEP_MS = 250;

/** The fields of `draft` that differ from `saved`. */
export function changesBetween<T extends object>(saved: T, draft: T): Partial<T> {
  const names = Object.keys(draft) as (keyof T)[];
  return picked(
    draft,
    names.filter((name) => !same(saved[name], draft[name])),
  );
}

/** Whether what was sent may be stored although this is what came of it: no answer, or not the server's last word. */
const mayHaveArrived = ({ code, status }: ApiFailure) => code === 'offline' || status >= 500;

/** What this browser keeps of unsaved work. */
export interface Kept<T, Typed> {
  /** what was stored, as far as was known */
  saved: T;
  /** what was sent since and may be stored: its answer did not come */
  sent: Partial<T>;
  /** as it stood in the fields */
  typed: Typed;
}

export interface Autosave<T> {
  /** whether something is not saved yet */
  pending: boolean;
  /** when it was last saved, ISO 8601; null when it was not since the page was opened */
  savedAt: string | null;
  /** why it could not be saved; null when it could */
  error: ApiFailure | null;
  /** what is not saved is not kept in this browser either: it has no room */
  unkept: boolean;
  /** saves what is not saved */
  retry: () => void;
  /** What was stored, as far as is known here. @param stored what is: what was sent from here is no news in it */
  saved: (stored: T) => T;
  /** takes note of what is stored by now */
  rebase: (stored: Partial<T>) => void;
}

interface AutosaveOptions<T, Typed> {
  /** what is stored, and in what was kept from earlier, what was stored then */
  initial: T;
  draft: T;
  /** what stands in the fields, of which `draft` is made */
  typed: Typed;
  /** fields that are not to be saved for now */
  held?: readonly (keyof T)[];
  /** something was typed that `draft` leaves out, since it makes no sense yet */
  unfinished?: boolean;
  /** where the browser keeps what is not saved, and what it kept from earlier */
  keptAs: string;
  kept: Kept<T, Typed> | null;
  /** @param was what the changed fields held. Rejects with `ApiFailure`: `edited_meanwhile` when they hold it no longer */
  save: (changes: Partial<T>, was: Partial<T>) => Promise<unknown>;
  /** Asks what is stored, and takes note of it with `saved` and `rebase`. Rejects with `ApiFailure` */
  look: () => Promise<void>;
}

/** Saves the fields that changed: after a moment's rest, and at once when the component goes. */
export function useAutosave<T extends object, Typed>(options: AutosaveOptions<T, Typed>): Autosave<T> {
  const { draft, typed, kept, unfinished = false } = options;
  const saved = useRef(options.initial);
  /** what was sent and not answered */
  const sent = useRef<Partial<T>>(kept?.sent ?? {});
  const latest = useRef(options);
  latest.current = options;
  const running = useRef(false);
  /** whether the component is gone: what is taken over would not be drawn any more */
  const gone = useRef(false);
  /** whether the browser keeps something of this */
  const isKept = useRef(kept !== null);
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const [error, setError] = useState<ApiFailure | null>(null);
  const [unkept, setUnkept] = useState(false);
  const unsaved = () => Object.keys(changesBetween(saved.current, latest.current.draft)) as (keyof T)[];
  const isUnanswered = () => Object.keys(sent.current).length > 0;
  const isPending = () => latest.current.unfinished || unsaved().length > 0 || isUnanswered();

  function keepNow(): void {
    const { keptAs, typed: fields } = latest.current;
    const pending = isPending();
    setUnkept(pending && !keep(keptAs, { saved: saved.current, sent: sent.current, typed: fields }));
    // what another tab keeps is its own
    if (!pending && isKept.current) keep(keptAs, null);
    isKept.current = pending;
  }

  /** Learns whether what was sent is stored. Rejects with `ApiFailure` when that may be learnt later */
  async function settleSent(): Promise<void> {
    try {
      await latest.current.look();
      sent.current = {};
    } catch (cause) {
      // whoever is not signed in any more is not shown a draft: saving says so
      if (!(cause instanceof ApiFailure) || mayPass(cause)) throw cause;
    }
  }

  /** Saves what is not held. @returns whether more may have been typed meanwhile. Rejects with `ApiFailure` */
  async function saveFree(): Promise<boolean> {
    // what was sent may be stored, whatever has been typed since, and be it taken back
    const asks = isUnanswered() && !gone.current;
    if (asks) await settleSent();
    if (asks && gone.current) return false;
    const { draft: now, held = [], save, look } = latest.current;
    const names = unsaved();
    if (names.length === 0 && !isUnanswered()) setError(null);
    if (asks && !isPending()) setSavedAt(new Date().toISOString());
    const free = names.filter((name) => !held.includes(name));
    if (free.length === 0) {
      keepNow();
      return false;
    }
    const [changes, was] = [picked(now, free) as Partial<T>, picked(saved.current, free)];
    const unanswered = sent.current;
    sent.current = { ...unanswered, ...changes };
    try {
      await save(changes, was);
    } catch (cause) {
      if (!(cause instanceof ApiFailure)) throw cause;
      if (!mayHaveArrived(cause)) sent.current = unanswered;
      if (cause.code !== 'edited_meanwhile' || gone.current) throw cause;
      await look();
      // refused for what stands here too: it goes on from there
      if (same(was, picked(saved.current, free))) throw cause;
      return true;
    }
    saved.current = { ...saved.current, ...changes };
    sent.current = {};
    setError(null);
    setSavedAt(new Date().toISOString());
    keepNow();
    return true;
  }

  async function flush(): Promise<void> {
    if (running.current) return;
    running.current = true;
    let again = false;
    try {
      again = await saveFree();
    } catch (cause) {
      if (!(cause instanceof ApiFailure)) throw cause;
      setError(cause);
    } finally {
      running.current = false;
    }
    if (again) await flush();
  }

  const fingerprint = JSON.stringify([draft, typed]);
  const pending = isPending();
  // The fingerprint says when the draft has changed.
  useEffect(() => {
    const timers = [setTimeout(keepNow, KEEP_MS), setTimeout(() => void flush(), SAVE_MS)];
    return () => timers.forEach(clearTimeout);
  }, [fingerprint, unfinished]);

  useUnloadWarning(pending);
  useLinkWarning(unkept);
  useSavingAgain(error, () => void flush());

  useEffect(() => {
    addEventListener('pagehide', keepNow);
    return () => {
      removeEventListener('pagehide', keepNow);
      gone.current = true;
      keepNow();
      void flush();
    };
  }, []);

  return {
    ...{ pending, savedAt, error, unkept },
    retry: () => void flush(),
    saved: (stored) => {
      const names = Object.keys(sent.current) as (keyof T)[];
      const arrived = names.filter((name) => same(sent.current[name], stored[name]));
      saved.current = { ...saved.current, ...picked(stored, arrived) };
      return saved.current;
    },
    rebase: (stored) => {
      saved.current = { ...saved.current, ...stored };
      // Where nothing is left to be chosen or saved, what could not be saved has been settled.
      if (unsaved().length === 0 && !isUnanswered()) setError(null);
    },
  };
}
