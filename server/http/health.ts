/** What operators and load balancers ask: alive, and ready to serve. */
import { sql } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';

/** `/healthz`: the process answers. `/readyz`: the database does too. */
export function registerHealth(app: FastifyInstance, { db, log }: Context): void {
  const schema = { hide: true };
  app.get('/healthz', { config: { who: 'anyone' }, schema }, async () => ({ status: 'ok' }));
  app.get('/readyz', { config: { who: 'anyone' }, schema }, async (_request, reply) => {
    try {
      await db.execute(sql`select 1`);
      return { status: 'ready', database: 'ok' };
    } catch (error) {
      log.warn({ err: error }, 'readyz: the database does not answer');
      return reply
        .code(503)
        .header('retry-after', '5')
        .send({ status: 'unavailable', database: 'unreachable' });
    }
  });
}
