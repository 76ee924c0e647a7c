/** Which attempts of a ready recording nobody needs. Pure. */
import { attemptOf, previewsKey } from '../storage/keys.ts';

/**
 * The pictures of the beginning stay, which no row names once those of the whole have landed: a page
 * that was opened before shows them, or asks for them when somebody scrolls or points there.
 * @param named keys that rows name
 * @param stored keys that are there
 */
export function leftOverAttempts(
  recordingId: string,
  named: readonly string[],
  stored: readonly string[],
): string[] {
  const kept = new Set(named.map((key) => attemptOf(recordingId, key)));
  const found = new Set<string>();
  for (const key of stored) {
    const attempt = attemptOf(recordingId, key);
    if (attempt === null) continue;
    found.add(attempt);
    if (key === previewsKey(recordingId, attempt)) kept.add(attempt);
  }
  return [...found].filter((attempt) => !kept.has(attempt));
}
