/** What operators and load balancers ask: alive, and ready to serve. */
import { statfs } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';

/**
 * `/healthz`: the process answers. `/readyz`: database and queue do too. Whether storage does, and whether the disk has
 * room for uploads, is told: most pages do without.
 */
export function registerHealth(app: FastifyInstance, { db, storage, log, config }: Context): void {
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
    const [database, queue, stored, disk] = await Promise.all([
      part('database', db.execute(sql`select 1`)),
      part('queue', db.execute(sql`select 1 from pgboss.job limit 1`)),
      part('storage', storage.check()),
      roomOn(config.data),
    ]);
    const parts = { database, queue, storage: stored, disk };
    if (database === 'ok' && queue === 'ok') return { status: 'ready', ...parts };
    return reply
      .code(503)
      .header('retry-after', '5')
      .send({ status: 'unavailable', ...parts });
  });
}

/** Bytes below which an upload would not go far. */
const LEAST_FREE_BYTES = 1024 ** 3;

async function roomOn(folder: string): Promise<'ok' | 'full' | 'unreachable'> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize < LEAST_FREE_BYTES ? 'full' : 'ok';
  } catch {
    return 'unreachable';
  }
}
