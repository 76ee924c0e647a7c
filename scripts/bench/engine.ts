/** This engine as it is in production: worker processes on a PostgreSQL and a folder of media. */
import { copyFile, mkdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { type Env, readEnv } from '../../server/config.ts';
import { type Db, only, openDatabase } from '../../server/database/client.ts';
import { migrate } from '../../server/database/migrate.ts';
import { lectures, recordings } from '../../server/database/schema/schema.ts';
import { createLog } from '../../server/log.ts';
import { openQueue, type Queue } from '../../server/queue/queue.ts';
import { failureMessage } from '../../server/recordings/failures.ts';
import type { TranscodePlan } from '../../server/recordings/transcode-queries.ts';
import { cancelTranscode } from '../../server/recordings/transcode-state.ts';
import { playlistKey, recordingPrefix, sourceKey } from '../../server/storage/keys.ts';
import { Rejection } from '../../transcode/failures.ts';
import { checkSandbox, createFfmpeg } from '../../transcode/ffmpeg.ts';
import { inspect } from '../../transcode/probe.ts';
import { startChild, WORKER } from '../platform/child.ts';
import { StartError } from '../platform/start-error.ts';
import { NAME } from '../postgres/cluster.ts';
import { startPostgres } from '../postgres/postgres.ts';
import { cpuSecondsOf, type Usage, watchMemory } from './measure.ts';
import type { Bench } from './run.ts';
import type { Tell } from './steps.ts';
import { bytesByRendition } from './stored.ts';

const LOOK_MS = 100;
const quiet = createLog('bench', { logLevel: 'silent' });

export type Engine = Pick<Bench, 'parts' | 'signal'> & { db: Db; queue: Queue; url: string; data: string };

export type EngineRun = Usage & {
  /** from the commit of upload and job until the first stretch can be played */
  playableSeconds: number;
  /** what is served of it once it is ready, by rendition; `other` = playlists and pictures */
  bytes: Map<string, number>;
  /** path of a rendition's playlist */
  playlistOf: (rendition: string) => string;
};

/** What the engine would do with a file. @throws {StartError} when it takes no such file */
export async function inspectFile(file: string, { folder, signal }: Bench): Promise<TranscodePlan> {
  if ((await stat(file)).size === 0) throw refused('empty');
  const ffmpeg = createFfmpeg(await checkSandbox(quiet), quiet);
  return inspect(ffmpeg, file, folder, signal).catch((error: unknown) => {
    throw error instanceof Rejection ? refused(error.code, error) : error;
  });
}

function refused(code: string, cause?: Error): StartError {
  const { ko, en } = failureMessage(code);
  return new StartError(`변환할 수 없는 파일입니다 · The engine rejects this file (${code}): ${ko} · ${en}`, {
    cause,
  });
}

/** A database and a folder for media, empty. */
export async function openEngine({ folder, parts, signal }: Bench): Promise<Engine> {
  const logFile = join(folder, 'postgres.log');
  const server = await startPostgres({ home: join(folder, 'postgres'), logFile, database: NAME });
  parts.defer(server.stop);
  const url = server.url(NAME);
  await migrate(url);
  const { db, close } = openDatabase(url, quiet, 3);
  parts.defer(close);
  const queue = await openQueue(url, quiet);
  parts.defer(() => queue.stop());
  return { parts, signal, db, queue, url, data: join(folder, 'data') };
}

/**
 * Makes a file into a lecture by worker processes that have just started and wait.
 * @param options.settings of the workers; all others are the defaults
 * @param options.until when it is cancelled, or left in peace until all is made
 */
export async function transcode(
  engine: Engine,
  file: string,
  options: { tell: Tell; settings?: Env; workers?: number; until?: 'playable' | 'ready' },
): Promise<EngineRun> {
  const { tell, settings = {}, workers: count = 1, until = 'ready' } = options;
  const { db } = engine;
  const media = join(engine.data, 'media');
  const commit = await stage(engine, file);
  await using workers = new AsyncDisposableStack();
  const pids: number[] = [];
  for (let index = 0; index < count; index++) pids.push(await startWorker(engine, settings, index, workers));
  const cpuOfAll = () => pids.reduce((sum, pid) => sum + cpuSecondsOf(pid), 0);

  const id = await commit();
  const started = performance.now();
  const elapsed = () => (performance.now() - started) / 1000;
  const before = cpuOfAll();
  const peak = watchMemory(pids);
  try {
    let playableSeconds = 0;
    for (;;) {
      const row = only(await db.select().from(recordings).where(eq(recordings.id, id)));
      if (row.playableAt && !playableSeconds) playableSeconds = elapsed();
      if (row.state === 'ready' || (until === 'playable' && row.playableAt)) {
        const usage = { wallSeconds: elapsed(), cpuSeconds: cpuOfAll() - before, peakBytes: peak() };
        if (row.state !== 'ready') await cancelTranscode(db, id);
        const bytes =
          row.state === 'ready'
            ? await bytesByRendition(join(media, recordingPrefix(id)))
            : new Map<string, number>();
        return { ...usage, playableSeconds, bytes, playlistOf: (name) => join(media, playlistKey(id, name)) };
      }
      if (row.code) throw new Error(`the recording is ${row.state}: ${row.code}`);
      if (row.duration) tell(`${Math.floor((100 * row.secondsDone) / (row.secondsTotal || row.duration))} %`);
      await pause(LOOK_MS, undefined, { signal: engine.signal });
    }
  } finally {
    peak();
    await rm(join(media, sourceKey(id)), { force: true });
  }
}

/** Puts a file in where uploads come to lie. @returns the last step, after which the engine knows of it */
async function stage({ db, queue, data }: Engine, file: string): Promise<() => Promise<string>> {
  const id = crypto.randomUUID();
  const target = join(data, 'media', sourceKey(id));
  await mkdir(dirname(target), { recursive: true });
  await copyFile(file, target);
  const { size: bytes } = await stat(file);
  const lecture = only(await db.insert(lectures).values({ title: 'A lecture' }).returning());
  return () =>
    db.transaction(async (tx) => {
      await tx.insert(recordings).values({ id, lectureId: lecture.id, name: 'recording', bytes });
      await queue.enqueue(tx, [{ kind: 'probe', recordingId: id }]);
      return id;
    });
}

async function startWorker(engine: Engine, settings: Env, index: number, stack: AsyncDisposableStack) {
  const { PATH } = readEnv();
  const env = { PATH, DATABASE_URL: engine.url, MADANG_DATA: engine.data, LOG_LEVEL: 'warn', ...settings };
  const logFile = join(engine.data, `worker-${index}.log`);
  const worker = startChild({ ...WORKER, env, logFile });
  stack.defer(() => worker.stop());
  await worker.ready;
  return worker.pid;
}
