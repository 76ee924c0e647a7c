/** Doing something that the server may refuse, and keeping why it did. */
import { useState } from 'preact/hooks';
import { ApiFailure } from './api.ts';

type Attempt = (deed: () => Promise<unknown>) => Promise<void>;

/** @returns why the last attempt failed, null while none did; how to attempt something: it rejects only with what is a fault of ours; and whether that goes on */
export function useAttempt(): [ApiFailure | null, Attempt, boolean] {
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const [busy, setBusy] = useState(false);
  async function attempt(deed: () => Promise<unknown>): Promise<void> {
    setBusy(true);
    setFailure(null);
    try {
      await deed();
    } catch (cause) {
      if (!(cause instanceof ApiFailure)) throw cause;
      setFailure(cause);
    } finally {
      setBusy(false);
    }
  }
  return [failure, attempt, busy];
}
