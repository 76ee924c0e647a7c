/** What stands in the logs of what went wrong: nothing that is people's. */
import { expect, test } from 'vitest';
import { insertAccount } from '../../server/accounts/queries.ts';
import { loggedError } from '../../server/logged-error.ts';
import { testApp } from '../support/app.ts';

const EMAIL = 'hong.gildong@example.org';

/** What the driver throws at a query that fails. */
async function failed(query: Promise<unknown>): Promise<Error> {
  const error = await query.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error('The query did not fail.');
  return error;
}

test('a query that failed is told without what it was asked with, and so is its cause', async () => {
  const { context, close } = await testApp();
  const role = 'emperor' as 'resident';
  const account = { email: EMAIL, name: '홍길동\n    at 비밀', role, passwordHash: 'a hash' };
  const error = await failed(insertAccount(context.db, account));
  await close();
  // the driver's own words hold it: otherwise this test would say nothing
  expect(error.message).toContain(EMAIL);
  const logged = loggedError(error) as { message: string; stack: string; cause: { code: string } };
  for (const word of [EMAIL, '홍길동', 'a hash']) expect(JSON.stringify(logged)).not.toContain(word);
  expect(logged.message).toMatch(/^Failed query: insert into "accounts"/);
  expect(logged.stack).toMatch(/^\s+at .*\n/);
  // what the matter is stays
  expect(logged.cause).toMatchObject({ code: '23514', message: expect.stringContaining('accounts_role') });
});

test('other errors are told as they are, with their causes; what is none stays as it is', () => {
  const cause = Object.assign(new TypeError('no answer'), { code: 'ETIMEDOUT' });
  expect(loggedError(new Error('away', { cause }))).toMatchObject({
    ...{ type: 'Error', message: 'away' },
    cause: { type: 'TypeError', message: 'no answer', code: 'ETIMEDOUT' },
  });
  expect(loggedError('gone')).toBe('gone');
});
