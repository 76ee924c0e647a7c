/** Name and address of who signs in with their institution: its own business, unless they have a password here. */
import { afterAll, expect, test } from 'vitest';
import { insertAccount } from '../../server/accounts/queries.ts';
import { testApp } from '../support/app.ts';
import { enter, newAddress, openEmployer, who } from '../support/employer.ts';

const provider = await openEmployer();
const { employee, settings } = provider;
const platform = await testApp(settings);
afterAll(async () => {
  await platform.close();
  await provider.close();
});
/** Somebody with a password here, which nobody types. */
const localAccount = async () => {
  const account = { email: newAddress(), name: '도민', role: 'resident', passwordHash: '-' } as const;
  const made = await insertAccount(platform.context.db, account);
  if (!made) throw new Error('taken');
  return made;
};

test('name and address are changed at the institution, and taken over at the next sign-in', async () => {
  const { sub, email } = employee();
  const browser = await platform.as(null);
  await enter(browser, sub);
  const { id } = await who(browser);
  const here = [
    await browser('PATCH', '/api/me', { name: '김길동' }),
    await browser('POST', '/api/me/email', { email: newAddress(), password: 'a long password' }),
  ];
  for (const refused of here) expect(refused.body.code).toBe('institution_keeps');

  const moved = newAddress();
  provider.people.set(sub, { email: moved, email_verified: true, name: '김길동' });
  const again = await platform.as(null);
  await enter(again, sub);
  expect(await who(again)).toMatchObject({ id, name: '김길동', email: moved });
  // not vouched for, somebody else’s, or not said: they stay
  const other = await localAccount();
  for (const is of [{ email, email_verified: false }, { email: other.email, email_verified: true }, {}]) {
    provider.people.set(sub, is);
    await enter(again, sub);
    expect(await who(again)).toMatchObject({ id, name: '김길동', email: moved });
  }
});

test('who has one here keeps the name and address that they have here', async () => {
  const { id, email } = await localAccount();
  const { sub } = employee({ email });
  const browser = await platform.as(null);
  await enter(browser, sub);
  provider.people.set(sub, { email: newAddress(), email_verified: true, name: '김길동' });
  await enter(browser, sub);
  expect(await who(browser)).toMatchObject({ id, email, name: '도민' });
  expect((await browser('PATCH', '/api/me', { name: '새 이름' })).body.name).toBe('새 이름');
});
