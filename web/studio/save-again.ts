/** Saves again what could not be saved for a reason that may pass: nobody has to press anything. */
import { useEffect, useRef } from 'preact/hooks';
import type { ApiFailure } from '../api.ts';

const FIRST_SECONDS = 2;
const LONGEST_SECONDS = 60;

/** Codes of failures below 500 that pass by themselves, or by signing in with another tab. */
const PASSING: readonly ApiFailure['code'][] = [
  ...(['offline', 'sign_in_required', 'other_account', 'too_many_requests'] as const),
];

/** Whether the same may succeed later, unchanged. Pure. */
export const mayPass = ({ code, status }: Pick<ApiFailure, 'code' | 'status'>): boolean =>
  status >= 500 || PASSING.includes(code);

/** Seconds to wait after so many failures in a row, from 1 up. Pure. */
export const secondsUntilAgain = (failures: number): number =>
  Math.min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** (failures - 1));

/**
 * Calls `save` again until it succeeds: after a wait that doubles, and at once when the network is back or somebody
 * looks at the page again, who may have signed in with another tab.
 * @param error of the last attempt, another object for each; null = it succeeded
 */
export function useSavingAgain(error: ApiFailure | null, save: () => void): void {
  const latest = useRef(save);
  latest.current = save;
  const failures = useRef(0);
  useEffect(() => {
    failures.current = error ? failures.current + 1 : 0;
    if (!error || !mayPass(error)) return;
    const again = () => latest.current();
    const atOnce = () => {
      if (document.visibilityState === 'hidden') return;
      failures.current = 0;
      again();
    };
    const timer = setTimeout(again, secondsUntilAgain(failures.current) * 1000);
    addEventListener('online', atOnce);
    addEventListener('focus', atOnce);
    document.addEventListener('visibilitychange', atOnce);
    return () => {
      clearTimeout(timer);
      removeEventListener('online', atOnce);
      removeEventListener('focus', atOnce);
      document.removeEventListener('visibilitychange', atOnce);
    };
  }, [error]);
}
