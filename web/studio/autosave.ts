/** Saves what is edited by itself, a moment after the last change. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiFailure } from '../api.ts';
import { useSavingAgain } from './save-again.ts';
import { picked } from './theirs.ts';

const REST_MS = 1_000;

/** The fields of `draft` that differ from `saved`. */
export function changesBetween<T extends object>(saved: T, draft: T): Partial<T> {
  const names = Object.keys(draft) as (keyof T)[];
  return picked(
    draft,
    names.filter((name) => JSON.stringify(saved[name]) !== JSON.stringify(draft[name])),
  );
}

export interface Autosave<T> {
  /** whether something is not saved yet */
  pending: boolean;
  /** when it was last saved, ISO 8601; null when it was not since the page was opened */
  savedAt: string | null;
  /** why it could not be saved; null when it could */
  error: ApiFailure | null;
  /** saves what is not saved */
  retry: () => void;
  /** what is stored, as far as is known */
  saved: () => T;
  /** takes note of what is stored by now */
  rebase: (stored: Partial<T>) => void;
}

interface AutosaveOptions<T> {
  /** what is stored */
  initial: T;
  /** null while it cannot be saved as it is */
  draft: T | null;
  /** fields that are not to be saved for now */
  held?: readonly (keyof T)[];
  /** @param was what the changed fields held */
  save: (changes: Partial<T>, was: Partial<T>) => Promise<unknown>;
}

/** Saves the fields that changed: after a moment's rest, and at once when the component goes. */
export function useAutosave<T extends object>({
  initial,
  draft,
  held = [],
  save,
}: AutosaveOptions<T>): Autosave<T> {
  const saved = useRef(initial);
  const latest = useRef({ draft, held, save });
  latest.current = { draft, held, save };
  const running = useRef(false);
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const [error, setError] = useState<ApiFailure | null>(null);

  async function flush(): Promise<void> {
    const { draft: now, held: kept, save: send } = latest.current;
    if (now === null || running.current) return;
    const names = Object.keys(changesBetween(saved.current, now)) as (keyof T)[];
    const free = names.filter((name) => !kept.includes(name));
    if (free.length === 0) return;
    const changes: Partial<T> = picked(now, free);
    running.current = true;
    try {
      await send(changes, picked(saved.current, free));
      saved.current = { ...saved.current, ...changes };
      setError(null);
      setSavedAt(new Date().toISOString());
    } catch (cause) {
      if (!(cause instanceof ApiFailure)) throw cause;
      setError(cause);
      return;
    } finally {
      running.current = false;
    }
    // What was typed meanwhile.
    await flush();
  }

  const fingerprint = JSON.stringify(draft);
  // The fingerprint says when the draft has changed.
  useEffect(() => {
    const timer = setTimeout(() => void flush(), REST_MS);
    return () => clearTimeout(timer);
  }, [fingerprint]);

  const pending = draft === null || Object.keys(changesBetween(saved.current, draft)).length > 0;
  useEffect(() => {
    if (!pending) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [pending]);

  useSavingAgain(error, () => void flush());

  // Only when the component goes.
  useEffect(() => () => void flush(), []);

  return {
    ...{ pending, savedAt, error },
    retry: () => void flush(),
    saved: () => saved.current,
    rebase: (stored) => {
      saved.current = { ...saved.current, ...stored };
      // Where nothing is left to be chosen or saved, what could not be saved has been settled.
      const { draft: now } = latest.current;
      if (now && Object.keys(changesBetween(saved.current, now)).length === 0) setError(null);
    },
  };
}
