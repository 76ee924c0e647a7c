/** Loading what a page shows, with its three states: loading, ready, failed. */
import { useEffect, useState } from 'preact/hooks';
import { ApiFailure } from './api.ts';
import { personChanges } from './session.ts';

/**
 * What is known of a load. `data` stays from the last success while the next one runs (`busy`), so that a list
 * does not jump to skeletons when somebody turns a page.
 */
export interface Load<T> {
  data: T | undefined;
  error: ApiFailure | undefined;
  busy: boolean;
  /** Loads again; the way out of an error. */
  reload: () => void;
}

type Outcome<T> = { key: string; data: T | undefined; error: ApiFailure | undefined };

/**
 * Runs `load` when `key` changes or somebody else signs in, and gives its state. A null key loads nothing. An
 * answer that arrives after the key has changed is dropped.
 */
export function useLoad<T>(key: string | null, load: (signal: AbortSignal) => Promise<T>): Load<T> {
  const [turn, setTurn] = useState(0);
  const [outcome, setOutcome] = useState<Outcome<T>>();
  const current = key === null ? null : `${key}#${turn}#${personChanges.value}`;

  // `load` is a new closure on every render; the key says when it differs.
  useEffect(() => {
    if (current === null) return;
    const controller = new AbortController();
    const wasOnline = navigator.onLine;
    load(controller.signal).then(
      (data) => {
        if (!controller.signal.aborted) setOutcome({ key: current, data, error: undefined });
      },
      (error: unknown) => {
        if (controller.signal.aborted) return;
        if (!(error instanceof ApiFailure)) throw error;
        setOutcome((last) => ({ key: current, data: last?.data, error }));
        // The network came back while this still failed for want of it: nobody will say so again.
        if (!wasOnline && navigator.onLine) setTurn((n) => n + 1);
      },
    );
    return () => controller.abort();
  }, [current]);

  const settled = outcome?.key === current;
  const isOffline = settled && outcome?.error?.code === 'offline';
  // What failed for want of a network is loaded as soon as there is one.
  useEffect(() => {
    if (!isOffline) return;
    const again = () => setTurn((n) => n + 1);
    addEventListener('online', again);
    return () => removeEventListener('online', again);
  }, [isOffline]);
  return {
    data: outcome?.data,
    error: settled ? outcome?.error : undefined,
    busy: current !== null && !settled,
    reload: () => setTurn((n) => n + 1),
  };
}
