/** Fault 4, through the real queue and the API: an ffmpeg that dies by a signal every time, and staff who try again. */
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { RETRY_LIMIT } from '../../server/queue/jobs.ts';
import { checkSandbox, createFfmpeg } from '../../transcode/ffmpeg.ts';
import { openSourceCache } from '../../transcode/source-cache.ts';
import { handlersOf } from '../../transcode/worker.ts';
import { testApp } from '../support/app.ts';
import { publishRecording } from '../support/lectures.ts';
import { makeRecording } from '../support/media.ts';
import { quiet } from '../support/transcoder.ts';
import { until } from '../support/workers.ts';

const api = await testApp();
afterAll(api.close);

test('dies by a signal every time: bounded retries, failed with a code, and ready once staff press retry', async () => {
  const { config, db, queue, storage } = api.context;
  const folder = join(config.data, 'scratch');
  const [path, deaths] = [join(config.data, 'ffmpeg'), join(config.data, 'deaths')];
  mkdirSync(folder);
  const sandbox = await checkSandbox(quiet);
  const become = (script: string) => {
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
  };
  become(`echo >> ${deaths}; kill -SEGV $$`);
  const worker = {
    ...{ config, db, queue, storage, log: quiet, folder },
    ffmpeg: createFfmpeg({ ...sandbox, ffmpeg: path }, quiet),
    sources: openSourceCache({ storage, folder, maxBytes: 1e9 }),
  };
  const source = makeRecording(join(config.data, 'source.mkv'), { audio: null, video: ['-c:v', 'mpeg4'] });
  const { path: page } = await publishRecording(api.context, source);
  await queue.work(1, handlersOf(worker));
  const administrator = await api.as('administrator');
  const recording = `/api${page}/recording`;
  const look = async () => (await administrator('GET', recording)).body;
  await until(async () => (await look()).state === 'failed', 60);
  expect(await look()).toMatchObject({
    error: { code: 'ffmpeg', message: { ko: expect.any(String), en: expect.any(String) } },
  });
  // the probe asks ffprobe alone; the first failure is tried again at once, and counts as none
  expect(readFileSync(deaths, 'utf8')).toHaveLength(RETRY_LIMIT + 2);

  become(`exec ${sandbox.ffmpeg} "$@"`);
  expect(await administrator('POST', `${recording}/retry`)).toMatchObject({
    status: 200,
    body: { error: null },
  });
  await until(async () => (await look()).state === 'ready', 60);
});
