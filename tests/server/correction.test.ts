/** Correcting one's own name and address: only by oneself, by who reads the new address's mail, and unseen by nobody. */
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { sendLink } from '../../server/accounts/send-link.ts';
import { rowsOf } from '../../server/database/client.ts';
import { accountLinks, accounts } from '../../server/database/schema/schema.ts';
import { type Mail, MailFailed } from '../../server/mail/mail.ts';
import { type Browser, testApp } from '../support/app.ts';
import { courseOf, watchAll } from '../support/certified.ts';
import { mailLinks, signUp, tokenIn } from '../support/links.ts';

const ORIGIN = 'http://lectures.example.org';
const platform = await testApp({ MADANG_PUBLIC_URL: ORIGIN });
const { context } = platform;
const { db } = context;
afterAll(platform.close);
beforeEach(async () => {
  await db.delete(accountLinks);
  await db.execute(sql`delete from attempts`);
});

const [PASSWORD, ANOTHER] = ['the first long one', 'the second long one'];
const OVER = { status: 410, body: { code: 'link_over' } };
const administrator = await platform.as('administrator');
const newEmail = () => `${crypto.randomUUID()}@example.org`;

async function person(name = '홍길동') {
  const browser = await platform.as(null);
  const email = newEmail();
  const { body } = await signUp(context, browser, { email, name, password: PASSWORD });
  return { browser, email, id: body.account.id as string };
}
const signedIn = async (email: string, password = PASSWORD) => {
  const browser = await platform.as(null);
  return { browser, status: (await browser('POST', '/api/session', { email, password })).status };
};
const who = async (browser: Browser) => (await browser('GET', '/api/session')).body.account;
const ask = (browser: Browser, email: string, password = PASSWORD) =>
  browser('POST', '/api/me/email', { email, password });
const confirm = (browser: Browser, token: string) => browser('PUT', '/api/me/email', { token });
const entriesOf = async (id: string) => {
  const { body } = await administrator('GET', `/api/audit?subject=${id}&action=account.corrected`);
  return body.items as { actor: { id: string }; details: object }[];
};
/** A link that was asked for. @returns its token, and all that was mailed */
async function asked(browser: Browser, email: string) {
  expect(await ask(browser, email)).toMatchObject({ status: 202, body: { sent: 'file' } });
  const mails = await mailLinks(context);
  return { mails, token: tokenIn(mails.find(({ to }) => to === email)) };
}

describe('a name', () => {
  test('is changed as it is typed but for spaces and its form, and the log says that it was', async () => {
    const { browser, id } = await person();
    const { status, body } = await browser('PATCH', '/api/me', { name: ' 홍길순 '.normalize('NFD') });
    expect([status, body.name]).toEqual([200, '홍길순']);
    expect((await who(browser)).name).toBe('홍길순');
    // the same again is no change
    await browser('PATCH', '/api/me', { name: '홍길순' });
    const entries = await entriesOf(id);
    expect(entries).toMatchObject([{ actor: { id } }]);
    // which of it, and not what to
    expect(entries.map(({ details }) => details)).toEqual([{ members: ['name'] }]);
  });

  test.each([[''], ['   '], ['가'.repeat(101)], [null], [{ first: '길동' }]])('%j is none', async (name) => {
    const { browser } = await person();
    expect(await browser('PATCH', '/api/me', { name })).toMatchObject({ status: 400 });
    expect((await who(browser)).name).toBe('홍길동');
  });
});

describe('an address', () => {
  test('is taken over when the link is used, once; it signs in, and the former one does not', async () => {
    const { browser, email, id } = await person();
    const other = await signedIn(email);
    const to = newEmail();
    const { mails, token } = await asked(browser, ` ${to.toUpperCase()} `.trim().toLowerCase());
    expect(mails.map((mail) => mail.to)).toEqual([email, to]);
    expect(mails[1]?.text).toContain(`${ORIGIN}/confirm-email#`);
    // who has the address still is told, without the other one, and has no link
    expect(mails[0]?.text).toContain('다른 주소로 바꾸겠다는 요청');
    expect(mails[0]?.text).not.toContain(to);
    expect(tokenIn(mails[0])).toBe('');
    expect((await who(browser)).email).toBe(email);

    const opened = await browser('POST', '/api/account-links/open', { token });
    expect(opened.body).toEqual({ kind: 'email', email: to });
    const before = { ...browser.cookies };
    expect(await confirm(browser, token)).toMatchObject({ status: 200, body: { id, email: to } });
    expect((await who(browser)).email).toBe(to);
    expect(browser.cookies).not.toEqual(before);
    expect(await who(other.browser)).toBeNull();
    expect(await confirm(browser, token)).toMatchObject(OVER);
    expect((await signedIn(email)).status).toBe(401);
    expect((await signedIn(to)).status).toBe(200);
    expect(await entriesOf(id)).toMatchObject([{ actor: { id }, details: { members: ['email'] } }]);
    const told = await rowsOf<{ event: string }>(
      db,
      sql`select data->>'event' as event from pgboss.job where data->>'accountId' = ${id}`,
    );
    expect(told).toEqual([{ event: 'email_changed' }]);
  });

  test('asks for the password, and not for one’s own address', async () => {
    const { browser, email } = await person();
    const wrong = await ask(browser, newEmail(), 'not it at all');
    expect(wrong).toMatchObject({ status: 403, body: { code: 'wrong_password' } });
    expect((await ask(browser, email.toUpperCase())).status).toBe(400);
    expect((await ask(await platform.as(null), newEmail())).status).toBe(401);
    expect(await mailLinks(context)).toEqual([]);
  });

  test('that is somebody else’s is answered as a free one; its owner is told, and nothing changes', async () => {
    const { browser, email } = await person();
    const owner = await person();
    const answers = [];
    const mailed = [];
    for (const to of [owner.email, newEmail()]) {
      const { status, body } = await ask(browser, to);
      answers.push({ status, body });
      mailed.push((await mailLinks(context)).map((mail) => [mail.to === email, tokenIn(mail) !== '']));
    }
    expect(answers[0]).toEqual(answers[1]);
    // what comes to the former address is no answer either
    expect(mailed).toEqual([
      [
        [true, false],
        [false, false],
      ],
      [
        [true, false],
        [false, true],
      ],
    ]);
    expect((await who(owner.browser)).email).toBe(owner.email);
  });

  test('that somebody else took meanwhile stays theirs', async () => {
    const { browser, email } = await person();
    const to = newEmail();
    const { token } = await asked(browser, to);
    // as if both were there at the same moment: a sign-up that is finished takes the link with it
    await db.execute(sql`insert into accounts (email, name) values (${to}, '다른 사람')`);
    expect(await confirm(browser, token)).toMatchObject(OVER);
    expect((await who(browser)).email).toBe(email);
  });

  test('that was mistyped opens the account to no stranger who reads its mail', async () => {
    const { browser, email } = await person();
    const { token } = await asked(browser, newEmail());
    const stranger = await person();
    expect((await confirm(await platform.as(null), token)).status).toBe(401);
    expect(await confirm(stranger.browser, token)).toMatchObject(OVER);
    const chosen = await stranger.browser('POST', '/api/account-links/use', { token, password: ANOTHER });
    expect(chosen).toMatchObject(OVER);
    expect((await who(browser)).email).toBe(email);
    expect((await confirm(browser, token)).status).toBe(200);
  });

  test('is confirmed with its own link, not with one of a sign-up or of a password', async () => {
    const { browser, email } = await person();
    const anyone = await platform.as(null);
    await anyone('POST', '/api/password-resets', { email });
    expect(await confirm(browser, tokenIn((await mailLinks(context))[0]))).toMatchObject(OVER);
  });

  test('twice at once is changed once', async () => {
    const { browser } = await person();
    const { token } = await asked(browser, newEmail());
    const [cookies, again] = [{ ...browser.cookies }, await platform.as(null)];
    Object.assign(again.cookies, cookies);
    const replies = await Promise.all([confirm(browser, token), confirm(again, token)]);
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('is not asked for with a password that is changed at the same moment', async () => {
    const { browser, id } = await person();
    const [began, asking] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const changing = db.transaction(async (tx) => {
      await tx.update(accounts).set({ passwordHash: 'another' }).where(eq(accounts.id, id));
      began.resolve();
      await asking.promise;
    });
    await began.promise;
    const asked = ask(browser, newEmail());
    const waiting = () =>
      rowsOf(
        db,
        sql`select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
    await expect.poll(waiting, { timeout: 20_000 }).toHaveLength(1);
    asking.resolve();
    await changing;
    expect(await asked).toMatchObject({ status: 409, body: { code: 'conflict' } });
  });

  test('that is asked for twice at once is the last one', async () => {
    const { browser } = await person();
    const replies = await Promise.all([ask(browser, newEmail()), ask(browser, newEmail())]);
    expect(replies.map(({ status }) => status)).toEqual([202, 202]);
    expect(await db.select().from(accountLinks)).toHaveLength(1);
  });
});

describe('the link of a new address is void', () => {
  const voidAfter = async (change: (who: { browser: Browser; email: string }) => Promise<unknown>) => {
    const { browser, email } = await person();
    const { token } = await asked(browser, newEmail());
    await db.execute(sql`delete from attempts`);
    await change({ browser, email });
    const open = await browser('POST', '/api/account-links/open', { token });
    expect(open).toMatchObject(OVER);
    expect(await confirm(browser, token)).toMatchObject(OVER);
  };

  test('after a day', () =>
    voidAfter(async () => {
      platform.time.now = new Date(platform.time.now.getTime() + 24 * 3_600_000);
    }));
  test('after another request', () =>
    voidAfter(async ({ browser }) => expect((await ask(browser, newEmail())).status).toBe(202)));
  test('after a change of password', () =>
    voidAfter(async ({ browser }) => {
      const change = { current: PASSWORD, password: ANOTHER };
      expect((await browser('PUT', '/api/me/password', change)).status).toBe(204);
    }));
  test('after a password was chosen by mail', () =>
    voidAfter(async ({ browser, email }) => {
      await browser('POST', '/api/password-resets', { email });
      const token = tokenIn((await mailLinks(context)).find(({ to }) => to === email));
      const use = { token, password: ANOTHER };
      expect((await browser('POST', '/api/account-links/use', use)).status).toBe(200);
      await browser('POST', '/api/session', { email, password: ANOTHER });
    }));
  test('after the account is gone', async () => {
    const { browser } = await person();
    const { token } = await asked(browser, newEmail());
    expect((await browser('POST', '/api/me/withdrawal', { password: PASSWORD })).status).toBe(204);
    expect(await browser('POST', '/api/account-links/open', { token })).toMatchObject(OVER);
  });
});

describe('mails of a new address', () => {
  /** What comes to an address, where those to `away` fail. */
  async function sendTo(away: string, failure: MailFailed) {
    const [link] = await db.select().from(accountLinks);
    const came: Mail[] = [];
    const send = async (mail: Mail) => {
      if (mail.to === away) throw failure;
      came.push(mail);
    };
    const outcome = await sendLink(context, { send }, link?.id ?? '').then(
      () => 'sent',
      () => 'again',
    );
    return { outcome, came: came.map(({ to }) => to) };
  }

  test('give nobody a link before the former address was told', async () => {
    const { browser, email } = await person();
    await ask(browser, newEmail());
    expect(await sendTo(email, new MailFailed('ESOCKET'))).toEqual({ outcome: 'again', came: [] });
    const [link] = await db.select().from(accountLinks);
    expect(link?.tokenHash).toBeNull();
  });

  test('go on where the former address takes none any more', async () => {
    const { browser, email } = await person();
    const to = newEmail();
    await ask(browser, to);
    expect(await sendTo(email, new MailFailed('EENVELOPE 550', true))).toEqual({
      outcome: 'sent',
      came: [to],
    });
  });

  test('are few to one address', async () => {
    const { browser } = await person();
    const to = newEmail();
    const statuses = [];
    for (let n = 0; n < 5; n += 1) statuses.push((await ask(browser, to)).status);
    expect(statuses).toEqual([202, 202, 202, 429, 429]);
  });
});

test('a certificate keeps the name that it was issued with', async () => {
  const staff = await platform.as('staff');
  const { courseId, lectureIds } = await courseOf(platform, staff, '협치 입문', ['하나']);
  const { browser } = await person('옛이름');
  await watchAll(platform, browser, lectureIds);
  const { body: issued } = await browser('POST', '/api/certificates', { courseId });
  expect(issued.name).toBe('옛이름');
  expect((await browser('PATCH', '/api/me', { name: '새이름' })).status).toBe(200);
  const { body } = await browser('GET', `/api/certificates/${issued.number}`);
  expect(body).toMatchObject({ verdict: 'valid', name: '옛이름' });
});
