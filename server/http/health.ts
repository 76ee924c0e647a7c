/** What operators and load balancers ask: alive, and ready to serve. */
import { sql } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';

/**
 * `/healthz`: the process answers. `/readyz`: the database does too; whether storage does is told, but most pages do
 * without it.
 */
export function registerHealth(app: FastifyInstance, { db, storage, log }: Context): void {
  const schema = { hide: true };
  app.get('/healthz', { config: { who: 'anyone' }, schema }, async () => ({ status: 'ok' }));
  app.get('/readyz', { config: { who: 'anyone' }, schema }, async (_request, reply) => {
    const part = (name: string, answer: PromiseLike<unknown>) =>
      answer.then(
        () => 'ok',
        (error: unknown) => {
          log.warn({ err: error }, `readyz: the ${name} does not answer`);
          return 'unreachable';
        },
      );
    const [database, stored] = await Promise.all([
      part('database', db.execute(sql`select 1`)),
      part('storage', storage.check()),
    ]);
    const parts = { database, storage: stored };
    if (database === 'ok') return { status: 'ready', ...parts };
    return reply
      .code(503)
      .header('retry-after', '5')
      .send({ status: 'unavailable', ...parts });
  });
}
