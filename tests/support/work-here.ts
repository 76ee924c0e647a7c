/** A worker within the test that takes the jobs of an API within the test. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../../server/context.ts';
import { checkSandbox, createFfmpeg } from '../../transcode/ffmpeg.ts';
import { openSourceCache } from '../../transcode/source-cache.ts';
import { handlersOf } from '../../transcode/worker.ts';

/** Until the context's queue is stopped. */
export async function workHere({ config, db, queue, storage, log }: Context): Promise<void> {
  const folder = join(config.data, 'scratch', 'here');
  mkdirSync(folder, { recursive: true });
  const ffmpeg = createFfmpeg(await checkSandbox(log), log);
  const sources = openSourceCache({ storage, folder, maxBytes: config.worker.cacheBytes });
  await queue.work(1, handlersOf({ config, db, queue, storage, log, ffmpeg, sources, folder }));
}
