/** HTTP of one's own address: another one is asked for, and taken over by who reads its mail. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { recordAudit } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { LinkSent, LinkToken } from '../contract/account-links.ts';
import { Account, EmailChange } from '../contract/accounts.ts';
import { ApiError } from '../contract/errors.ts';
import { Refusal } from '../errors.ts';
import { shownAccount } from './account.ts';
import { ofMailbox, ofSender, requirePace } from './attempts.ts';
import { confirmPassword } from './confirm.ts';
import { correctionOf, requireOwnKeeping } from './correction.ts';
import { LINK_HOURS } from './link-mail.ts';
import { deleteEmailLink, deleteLinksOf, insertLink, takeLink } from './link-queries.ts';
import { changeEmail, holdAccount, normalizedEmail } from './queries.ts';
import { noteChange } from './security-notices.ts';
import { openedAs, signIn } from './sessions.ts';
import { requireAccount } from './who.ts';

const slowly = { rateLimit: { max: 30, timeWindow: '1 minute' } };
const errors = { '4xx': ApiError, '5xx': ApiError };
const NOTHING = { name: null, audience: null, region: null, privacyVersion: null, traitsConsent: false };

export const emailRoutes =
  (context: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db, queue, clock, config } = context;

    // the same work and answer whether or not the address has an account
    app.post(
      '/api/me/email',
      {
        config: { who: 'signed_in', ...slowly },
        schema: { body: EmailChange, response: { 202: LinkSent, ...errors } },
      },
      async (request, reply) => {
        const account = await requireAccount(request);
        requireOwnKeeping(account);
        const { password } = request.body;
        const email = normalizedEmail(request.body.email);
        if (email === account.email) throw new Refusal('bad_request', [{ field: 'email', message: 'same' }]);
        const before = await confirmPassword(context, request, account, { password, field: 'password' });
        await requirePace(context, [ofMailbox(email), ofSender(request.ip)]);
        const createdAt = clock();
        const expiresAt = new Date(createdAt.getTime() + LINK_HOURS.email * 3_600_000);
        await db.transaction(async (tx) => {
          if (!(await holdAccount(tx, account.id, before))) throw new Refusal('conflict');
          // only the last that was asked for is of use
          await deleteEmailLink(tx, account.id);
          const times = { createdAt, expiresAt };
          const link = { ...NOTHING, kind: 'email', email, accountId: account.id, ...times } as const;
          const id = await insertLink(tx, link);
          await queue.post(tx, [{ kind: 'account-link', id }]);
        });
        return reply.code(202).send({ sent: config.mail.smtp ? 'mail' : 'file' });
      },
    );

    // by the account itself: a stranger who reads the mail of an address that was mistyped has no use of the link
    app.put(
      '/api/me/email',
      {
        config: { who: 'signed_in', ...slowly },
        schema: { body: LinkToken, response: { 200: Account, ...errors } },
      },
      async (request, reply) => {
        const before = await requireAccount(request);
        const account = await db.transaction(async (tx) => {
          const link = await takeLink(tx, request.body.token, clock(), before.id);
          const changed = link && (await changeEmail(tx, before.id, link.email));
          if (!changed) throw new Refusal('link_over');
          // the former address opens nothing any more
          await deleteLinksOf(tx, before.email);
          await noteChange(tx, context, before.id, 'email_changed');
          await recordAudit(tx, correctionOf(changed, ['email'], clock()));
          return changed;
        });
        await signIn(context, request, reply, account, await openedAs(request));
        return shownAccount(account);
      },
    );
  };
