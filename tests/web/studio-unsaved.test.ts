import { expect, test } from 'vitest';
import { mayPass, secondsUntilAgain } from '../../web/studio/save-again.ts';

test.each([
  ['offline', 0, true],
  ['unavailable', 503, true],
  ['internal', 500, true],
  ['too_many_requests', 429, true],
  // signing in with another tab mends it
  ['sign_in_required', 401, true],
  ['other_account', 409, true],
  ['forbidden', 403, false],
  ['bad_request', 400, false],
  // two people's text is theirs to choose
  ['edited_meanwhile', 409, false],
  ['not_found', 404, false],
] as const)('%s (%i) is tried again by itself: %s', (code, status, again) => {
  expect(mayPass({ code, status })).toBe(again);
});

test('the wait doubles, up to a minute', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 60].map(secondsUntilAgain)).toEqual([2, 4, 8, 16, 32, 60, 60, 60]);
});
