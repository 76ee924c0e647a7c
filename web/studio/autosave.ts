/** Saves what is edited by itself, a moment after the last change. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiFailure } from '../api.ts';

const REST_MS = 1_000;

/** The fields of `draft` that differ from `saved`. */
export function changesBetween<T extends object>(saved: T, draft: T): Partial<T> {
  const names = Object.keys(draft) as (keyof T)[];
  return Object.fromEntries(
    names
      .filter((name) => JSON.stringify(saved[name]) !== JSON.stringify(draft[name]))
      .map((name) => [name, draft[name]]),
  ) as Partial<T>;
}

export interface Autosave {
  /** whether something is not saved yet */
  pending: boolean;
  /** when it was last saved, ISO 8601; null when it was not since the page was opened */
  savedAt: string | null;
  /** why it could not be saved; null when it could */
  error: ApiFailure | null;
  retry: () => void;
}

/**
 * Calls `save` with the fields that changed since the last success: after a moment's rest, and at once when the
 * component goes. `draft` is null while it cannot be saved as it is.
 */
export function useAutosave<T extends object>(
  initial: T,
  draft: T | null,
  save: (changes: Partial<T>) => Promise<unknown>,
): Autosave {
  const saved = useRef(initial);
  const latest = useRef({ draft, save });
  latest.current = { draft, save };
  const running = useRef(false);
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const [error, setError] = useState<ApiFailure | null>(null);

  async function flush(): Promise<void> {
    const { draft: now, save: send } = latest.current;
    if (now === null || running.current) return;
    const changes = changesBetween(saved.current, now);
    if (Object.keys(changes).length === 0) return;
    running.current = true;
    try {
      await send(changes);
      saved.current = now;
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

  // Only when the component goes.
  useEffect(() => () => void flush(), []);

  return { pending, savedAt, error, retry: () => void flush() };
}
