/** A worker within the test: real database, real queue, real ffmpeg, a folder of its own. */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import { parseConfig } from '../../server/config.ts';
import { only, openDatabase, rowsOf } from '../../server/database/client.ts';
import { lectures, recordings } from '../../server/database/schema/schema.ts';
import { createLog } from '../../server/log.ts';
import { openQueue } from '../../server/queue/queue.ts';
import { sourceKey } from '../../server/storage/keys.ts';
import { openStorage } from '../../server/storage/open.ts';
import { checkSandbox, createFfmpeg, type Ffmpeg } from '../../transcode/ffmpeg.ts';
import { openSourceCache } from '../../transcode/source-cache.ts';
import { handlersOf, type Worker } from '../../transcode/worker.ts';
import { testDatabase } from './database.ts';

/** A log that nobody reads. */
export const quiet = createLog('test', { logLevel: 'silent' });

export type Transcoder = Awaited<ReturnType<typeof openTranscoder>>;

/** @param members replace the worker's own */
export async function openTranscoder(members: { ffmpeg?: Ffmpeg } = {}) {
  const data = mkdtempSync(join(tmpdir(), 'madang-transcode-'));
  const database = await testDatabase();
  const config = parseConfig({
    MADANG_DATA: data,
    DATABASE_URL: database.url,
    LOG_LEVEL: 'silent',
    WORKER_THREADS: '2',
  });
  const log = quiet;
  const { db, close } = openDatabase(database.url, log, 5);
  const queue = await openQueue(database.url, log);
  const storage = openStorage(config.storage);
  const folder = join(data, 'scratch', 'test');
  mkdirSync(folder, { recursive: true });
  const ffmpeg = members.ffmpeg ?? createFfmpeg(await checkSandbox(log), log);
  const sources = openSourceCache({ storage, folder, maxBytes: config.worker.cacheBytes });
  const worker: Worker = { config, db, queue, storage, log, ffmpeg, sources, folder };

  const row = async (id: string) => only(await db.select().from(recordings).where(eq(recordings.id, id)));
  return {
    ...worker,
    worker,
    /** address of the database, and the folder of all data: what a worker process is told */
    url: database.url,
    data,
    row,
    /** Takes jobs, until `close`. */
    work: (slots = 1) => queue.work(slots, handlersOf(worker)),
    /** Puts a file in as if it had been uploaded. @returns the recording's id */
    async upload(path: string): Promise<string> {
      const id = crypto.randomUUID();
      const target = join(data, 'media', sourceKey(id));
      mkdirSync(dirname(target), { recursive: true });
      copyFileSync(path, target);
      const lecture = only(await db.insert(lectures).values({ title: 'A lecture' }).returning());
      await db.transaction(async (tx) => {
        await tx.insert(recordings).values({ id, lectureId: lecture.id, name: 'recording', bytes: 1 });
        await queue.enqueue(tx, [{ kind: 'probe', recordingId: id }]);
      });
      return id;
    },
    /** Waits until something is true of a recording. @throws after `seconds` */
    async until(id: string, is: (recording: typeof recordings.$inferSelect) => boolean, seconds = 60) {
      for (const end = Date.now() + seconds * 1000; ; await pause(50)) {
        const recording = await row(id);
        if (is(recording)) return recording;
        if (Date.now() > end)
          throw new Error(`still ${recording.state} (${recording.code}) after ${seconds} s`);
      }
    },
    /** How many jobs of the transcode there are in each state of the queue. */
    async jobs(): Promise<Record<string, number>> {
      const rows = await rowsOf<{ state: string; count: number }>(
        db,
        sql`select state, count(*)::int from pgboss.job where name = 'transcode' group by state`,
      );
      return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
    },
    /** Bytes of a stored object. */
    bytes: (key: string) => readFile(join(data, 'media', key)),
    /** Path of a stored object. */
    path: (key: string) => join(data, 'media', key),
    async close() {
      await queue.stop(5000);
      await close();
      await database.drop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** True of a recording that nothing more will happen to by itself. */
export const settled = ({ state }: { state: string }) =>
  ['ready', 'rejected', 'failed', 'cancelled'].includes(state);
