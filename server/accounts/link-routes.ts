/** HTTP of sign-up and forgotten passwords: a link is asked for, which is mailed, and opened. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Context } from '../context.ts';
import type { LinkKind } from '../contract/account-links.ts';
import {
  ForgottenPassword,
  LinkSent,
  LinkToken,
  LinkUse,
  NewAccount,
  OpenedLink,
} from '../contract/account-links.ts';
import { Session } from '../contract/accounts.ts';
import { Refusal } from '../errors.ts';
import { shownAccount } from './account.ts';
import { forget, ofAccount, ofMailbox, ofSender, requirePace } from './attempts.ts';
import { consentDueOf, recordConsents, requireCurrent } from './consent-rules.ts';
import { LINK_HOURS } from './link-mail.ts';
import { insertLink, type Link, linkOfToken, takeLink } from './link-queries.ts';
import { requireGoodPassword } from './password-rules.ts';
import { hashPassword } from './passwords.ts';
import { accountWithHash, insertAccount, normalizedEmail, setPassword } from './queries.ts';
import { noteChange } from './security-notices.ts';
import { limitsOf } from './session-limits.ts';
import { signIn } from './sessions.ts';

const NOTHING = { audience: null, region: null };

/** From one address, which a hall of people may share. */
const slowly = { rateLimit: { max: 60, timeWindow: '1 minute' } };

export const linkRoutes =
  (context: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db, queue, clock, config } = context;

    /** The same work and answer whether or not the address has an account. */
    async function askFor(
      kind: Exclude<LinkKind, 'email'>,
      said: Omit<Link, 'id' | 'kind' | 'accountId' | 'createdAt'>,
      ip: string,
    ): Promise<LinkSent> {
      await requirePace(context, [ofMailbox(said.email), ofSender(ip)]);
      const now = clock();
      const expiresAt = new Date(now.getTime() + LINK_HOURS[kind] * 3_600_000);
      await db.transaction(async (tx) => {
        const id = await insertLink(tx, { ...said, kind, accountId: null, createdAt: now, expiresAt });
        await queue.post(tx, [{ kind: 'account-link', id }]);
      });
      return { sent: config.mail.smtp ? 'mail' : 'file' };
    }

    app.post(
      '/api/accounts',
      { config: { who: 'anyone', ...slowly }, schema: { body: NewAccount, response: { 202: LinkSent } } },
      async (request, reply) => {
        const { email, name, audience = null, region = null, consents } = request.body;
        requireCurrent(config.privacy, consents.privacy);
        const said = {
          ...{ email: normalizedEmail(email), name: name.trim().normalize('NFC') },
          // what nobody consented to is not kept for a moment
          ...(consents.traits ? { audience, region } : NOTHING),
          ...{ privacyVersion: consents.privacy, traitsConsent: consents.traits },
        };
        return reply.code(202).send(await askFor('sign_up', said, request.ip));
      },
    );

    app.post(
      '/api/password-resets',
      {
        config: { who: 'anyone', ...slowly },
        schema: { body: ForgottenPassword, response: { 202: LinkSent } },
      },
      async (request, reply) => {
        const email = normalizedEmail(request.body.email);
        const said = { email, name: null, ...NOTHING, privacyVersion: null, traitsConsent: false };
        return reply.code(202).send(await askFor('reset', said, request.ip));
      },
    );

    // a token stands in no address that is logged
    app.post(
      '/api/account-links/open',
      { config: { who: 'anyone', ...slowly }, schema: { body: LinkToken, response: { 200: OpenedLink } } },
      async (request) => {
        const link = await linkOfToken(db, request.body.token, clock());
        if (!link) throw new Refusal('link_over');
        return { kind: link.kind, email: link.email };
      },
    );

    app.post(
      '/api/account-links/use',
      { config: { who: 'anyone', ...slowly }, schema: { body: LinkUse, response: { 200: Session } } },
      async (request, reply) => {
        const { token, password } = request.body;
        const opened = await linkOfToken(db, token, clock());
        if (!opened) throw new Refusal('link_over');
        const { email } = opened;
        requireGoodPassword(password, { email, name: opened.name ?? '' });
        const passwordHash = await hashPassword(password);
        const made = await db.transaction(async (tx) => {
          const link = await takeLink(tx, token, clock());
          if (!link) throw new Refusal('link_over');
          if (link.kind === 'sign_up') {
            const { name, audience, region } = link;
            const said = { name: name ?? '', ...(audience && { audience }), ...(region && { region }) };
            const account = await insertAccount(tx, { email, ...said, role: 'resident', passwordHash });
            if (!account) throw new Refusal('link_over');
            await recordConsents(tx, account.id, link, clock());
            return account;
          }
          const account = await accountWithHash(tx, email);
          if (!account) throw new Refusal('link_over');
          await setPassword(tx, account.id, passwordHash);
          await noteChange(tx, context, account.id, 'password_reset');
          return null;
        });
        // whoever tried passwords of it tried those of before
        await forget(db, [ofAccount(email)]);
        if (!made) return { account: null, left: null, consentDue: false, factorDue: false };
        await signIn(context, request, reply, made);
        return {
          account: shownAccount(made),
          left: limitsOf(made.role),
          consentDue: await consentDueOf(context, made),
          factorDue: false,
        };
      },
    );
  };
