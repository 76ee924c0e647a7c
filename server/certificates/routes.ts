/** HTTP of certificates: issuing, showing, printing, checking and revoking. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { requireAccount } from '../accounts/who.ts';
import { recordAudit } from '../audit/record.ts';
import type { Context } from '../context.ts';
import {
  Certificate,
  CertificateCheck,
  CertificateKey,
  CertificateList,
  CertificateParams,
  CertificateQuery,
  NewCertificate,
  Revocation,
} from '../contract/certificates.ts';
import { ApiError } from '../contract/errors.ts';
import { Empty } from '../contract/vocabulary.ts';
import { Refusal } from '../errors.ts';
import { viewerOf } from '../progress/viewers.ts';
import { checkCertificate } from './check.ts';
import { issueCertificate } from './issue.ts';
import { openKey } from './key.ts';
import { certificatesOf, ownCertificate } from './queries.ts';
import { revokeCertificate } from './revoke.ts';
import { INSTITUTION_BEFORE, isCode, maskedName } from './wording.ts';

const PDF = 'application/pdf';
/** A code of 50 bits is not guessed at this rate; an office that checks all of its people's is not held up. */
const manyChecks = { rateLimit: { max: 120, timeWindow: '1 minute' } };
/** Issues and documents cost work. By account: a whole class may sit behind one address. */
const someEach = {
  rateLimit: {
    max: 30,
    timeWindow: '1 minute',
    keyGenerator: async (request: FastifyRequest) => (await requireAccount(request)).id,
  },
};
const errors = { '4xx': ApiError, '5xx': ApiError };

export const certificateRoutes =
  (context: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db, clock, config } = context;
    const key = await openKey(config);

    app.post(
      '/api/certificates',
      {
        config: { who: 'signed_in', ...someEach },
        schema: { body: NewCertificate, response: { 200: Certificate, ...errors } },
      },
      async (request) => {
        const account = await requireAccount(request);
        const viewerId = await viewerOf(context, request);
        return issueCertificate(context, key, { account, viewerId }, request.body.courseId);
      },
    );

    app.get(
      '/api/me/certificates',
      { config: { who: 'signed_in' }, schema: { response: { 200: CertificateList, ...errors } } },
      async (request) => ({ items: await certificatesOf(db, (await requireAccount(request)).id) }),
    );

    app.get(
      '/api/certificates/key',
      { config: { who: 'anyone' }, schema: { response: { 200: CertificateKey } } },
      async () => ({ id: key.id, publicKey: key.publicKey }),
    );

    app.get(
      '/api/certificates/:number',
      {
        config: { who: 'anyone', ...manyChecks },
        schema: {
          params: CertificateParams,
          querystring: CertificateQuery,
          response: { 200: CertificateCheck, ...errors },
        },
      },
      async (request) => {
        const { number } = request.params;
        const asking = await request.identify();
        const found = await checkCertificate(db, key, number);
        if (!found) throw new Refusal('certificate_unknown');
        const { row, verdict } = found;
        const owns = asking !== null && row.accountId === asking.id;
        const mayRead = owns || asking?.role === 'administrator';
        if (!mayRead && !isCode(request.query.code ?? '', row.code)) throw new Refusal('certificate_unknown');
        if (verdict === 'invalid') return { verdict, number };
        if (asking && mayRead && !owns && row.accountId !== null) {
          const { accountId: id } = row;
          const read = {
            action: 'certificate.read',
            subject: { kind: 'account', id },
            people: [id],
          } as const;
          const act = { at: clock(), actor: asking, ...read, details: { number } };
          await db.transaction((tx) => recordAudit(tx, act));
        }
        const { courseTitle, courseTitleEn, firstDay, lastDay, seconds, issuer } = row;
        const institution = row.institution ?? INSTITUTION_BEFORE;
        return {
          ...{ verdict, number, courseTitle, courseTitleEn, firstDay, lastDay, seconds, institution, issuer },
          name: row.name === null || mayRead ? row.name : maskedName(row.name),
          issuedAt: row.issuedAt.toISOString(),
          revokedAt: row.revokedAt?.toISOString() ?? null,
        };
      },
    );

    app.get(
      '/api/certificates/:number.pdf',
      {
        config: { who: 'signed_in', ...someEach },
        schema: {
          params: CertificateParams,
          response: {
            200: { content: { [PDF]: { schema: Type.Unsafe<Buffer>(Type.String()) } } },
            ...errors,
          },
        },
      },
      async (request, reply) => {
        const { number } = request.params;
        const account = await requireAccount(request);
        const certificate = await ownCertificate(db, number, account.id);
        if (!certificate) throw new Refusal('not_found');
        const verdict = (await checkCertificate(db, key, number))?.verdict;
        if (verdict === 'revoked') throw new Refusal('certificate_revoked');
        if (verdict !== 'valid') throw new Refusal('certificate_invalid');
        reply.header('content-disposition', `attachment; filename="madang-certificate-${number}.pdf"`);
        reply.header('cache-control', 'private, no-store');
        // 30 MB of fonts and PDF that most processes never need
        const { certificatePdf } = await import('./document.ts');
        return reply.type(PDF).send(await certificatePdf(certificate, config.publicUrl));
      },
    );

    app.post(
      '/api/certificates/:number/revocation',
      {
        config: { who: 'administrator' },
        schema: { params: CertificateParams, body: Revocation, response: { 204: Empty, ...errors } },
      },
      async (request, reply) => {
        const actor = await requireAccount(request);
        await revokeCertificate(context, key, actor, { ...request.params, ...request.body });
        return reply.code(204).send(null);
      },
    );
  };
