/** Doing something that the server may refuse, and keeping why it did. */
import { useState } from 'preact/hooks';
import { ApiFailure } from './api.ts';

/** @returns why the last attempt failed, null while none did; and how to attempt something: it rejects only with what is a fault of ours */
export function useAttempt(): [ApiFailure | null, (deed: () => Promise<void>) => Promise<void>] {
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  async function attempt(deed: () => Promise<void>): Promise<void> {
    setFailure(null);
    try {
      await deed();
    } catch (cause) {
      if (!(cause instanceof ApiFailure)) throw cause;
      setFailure(cause);
    }
  }
  return [failure, attempt];
}
