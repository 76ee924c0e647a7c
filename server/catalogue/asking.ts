/** Who asks, as far as lists of lectures depend on it. */
import type { FastifyRequest } from 'fastify';
import { watcherOf } from '../accounts/may-watch.ts';
import type { Context } from '../context.ts';
import { viewerOf } from '../progress/viewers.ts';
import type { Asking } from './lecture-queries.ts';

export async function askingOf(context: Context, request: FastifyRequest): Promise<Asking> {
  const account = await request.identify();
  return {
    viewerId: await viewerOf(context, request),
    accountId: account?.id ?? null,
    watcher: watcherOf(account),
    now: context.clock(),
    administrator: account?.role === 'administrator',
  };
}
