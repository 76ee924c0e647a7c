/** Uploads and transcodes while API processes and workers are killed and frozen from a seed. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { rowsOf } from '../../server/database/client.ts';
import { sourceKey } from '../../server/storage/keys.ts';
import { startApi } from '../support/api.ts';
import { testApp } from '../support/app.ts';
import { type Fault, faultsFrom } from '../support/chaos/plan.ts';
import { uploadThrough } from '../support/chaos/uploader.ts';
import { makeRecording } from '../support/media.ts';
import { idle, startWorker, until } from '../support/workers.ts';

const SEED = Number(process.env.CHAOS_SEED ?? 20_261_201);
const UPLOADS = 8;

const platform = await testApp();
const { config, db, storage } = platform.context;
const at = { url: config.databaseUrl ?? '', data: config.data };
const apis = await Promise.all([startApi(config), startApi(config)]);
const workers = await Promise.all([startWorker(at), startWorker(at)]);
afterAll(async () => {
  await Promise.all(apis.map((api) => api.kill()));
  for (const worker of workers) worker.kill('SIGKILL');
  await platform.close();
});

async function inflict({ kind, target, lasts }: Fault): Promise<void> {
  const nth = Number(target.at(-1));
  const [api, worker] = target.startsWith('api') ? [apis[nth]] : [undefined, workers[nth]];
  const pid = api?.pid() ?? worker?.pid ?? 0;
  if (kind === 'freeze') {
    process.kill(pid, 'SIGSTOP');
    await pause(lasts);
    process.kill(pid, 'SIGCONT');
  } else if (api) {
    await api.kill();
    await pause(lasts);
    await api.start();
  } else if (worker) {
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    worker.kill('SIGKILL');
    await ended;
    await pause(lasts);
    workers[nth] = await startWorker(at);
  }
}

test(`seed ${SEED}: every upload that was acknowledged is stored once, as it was sent, and is ready`, async () => {
  const { cookies } = await platform.as('staff');
  let asked = 0;
  const origin = () => apis[asked++ % apis.length]?.origin ?? '';
  const files = Array.from({ length: UPLOADS }, (_, nth) =>
    readFileSync(makeRecording(join(config.data, `${nth}.mp4`), { audio: `sine=frequency=${300 + nth}` })),
  );
  let isOver = false;
  const injected: string[] = [];
  const chaos = (async () => {
    for (const fault of faultsFrom(SEED)) {
      await pause(fault.after);
      if (isOver) return;
      await inflict(fault);
      injected.push(`${fault.kind} ${fault.target}`);
    }
  })();
  const uploads = (async () => {
    const accepted = [];
    for (const file of files) accepted.push(await uploadThrough(origin, cookies, new Uint8Array(file)));
    await until(() => injected.length >= 10, 180);
    return accepted;
  })().finally(() => {
    isOver = true;
  });
  const [accepted] = await Promise.all([uploads, chaos]);

  const unsettled = sql`select 1 from recordings where state not in ('ready', 'failed', 'rejected')`;
  await until(async () => (await rowsOf(db, unsettled)).length === 0, 180);
  await idle(db);
  for (const { uploadId, lectureId, sha256 } of accepted) {
    const stored = createHash('sha256');
    for await (const part of await storage.read(sourceKey(uploadId))) stored.update(part);
    expect(stored.digest('hex')).toBe(sha256);
    expect(
      await rowsOf(
        db,
        sql`select id, sha256, state, code from recordings where lecture_id = ${lectureId}::uuid`,
      ),
    ).toEqual([{ id: uploadId, sha256, state: 'ready', code: null }]);
  }
  expect(await rowsOf(db, sql`select 1 from recordings`)).toHaveLength(UPLOADS);
  console.info(`chaos seed ${SEED}: ${injected.join(', ')}; ${accepted.length} uploads, none lost or double`);
}, 420_000);
