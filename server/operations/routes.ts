/** HTTP of how the installation does, for administrators. */
import { statfs } from 'node:fs/promises';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Context } from '../context.ts';
import { ApiError } from '../contract/errors.ts';
import { Operations } from '../contract/operations.ts';
import { laneLoads } from '../queue/job-queries.ts';
import { workersSeen } from '../queue/worker-queries.ts';
import { transcodeSpeed } from '../recordings/speed-queries.ts';
import { storedBytes } from '../recordings/stored-queries.ts';
import { failedLectures } from './queries.ts';

export const operationsRoutes =
  ({ db, storage, config, log }: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/api/operations',
      {
        config: { who: 'administrator' },
        schema: { response: { 200: Operations, '4xx': ApiError, '5xx': ApiError } },
      },
      async (): Promise<Operations> => {
        const [lanes, seen, speeds, stored, failures, disk, answers] = await Promise.all([
          laneLoads(db),
          workersSeen(db),
          transcodeSpeed(db),
          storedBytes(db),
          failedLectures(db),
          statfs(config.data),
          storage.check().then(
            () => true,
            (error: unknown) => {
              log.warn({ err: error }, 'operations: the storage does not answer');
              return false;
            },
          ),
        ]);
        const speedOf = (kind: string) => speeds.find(({ of }) => of === kind)?.speed ?? 0;
        return {
          lanes,
          workers: seen.map(({ id, host, slots, sandboxMissing, startedAt }) => ({
            ...{ id, host, slots, sandboxMissing },
            startedAt: startedAt.toISOString(),
          })),
          speed: { video: speedOf('video'), audio: speedOf('audio') },
          storage: { kind: config.storage.kind, answers, ...stored },
          disk: { free: disk.bavail * disk.bsize, all: disk.blocks * disk.bsize },
          failures,
        };
      },
    );
  };
