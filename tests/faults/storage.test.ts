/** Storage that is away for a while in the middle of a transcode. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { Storage } from '../../server/storage/storage.ts';
import type { Ffmpeg } from '../../transcode/ffmpeg.ts';
import { handlersOf } from '../../transcode/worker.ts';
import { expectWhole, jobsOf, runsOf } from '../support/landed.ts';
import { makeRecording } from '../support/media.ts';
import { openTranscoder, settled } from '../support/transcoder.ts';
import { until } from '../support/workers.ts';

/** Longer than all retries of a job take when each fails at once: 1, 2 and 4 s lie between them. */
const AWAY_MS = 20_000;

test('away for longer than all retries take: nothing is listed meanwhile, nothing fails, no chunk is made twice', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'madang-storage-'));
  const transcoder = await openTranscoder();
  onTestFinished(async () => {
    await transcoder.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const { storage: own, ffmpeg } = transcoder.worker;
  const line = { cut: false, refused: 0 };
  const over =
    <T extends unknown[], R>(work: (...given: T) => Promise<R>) =>
    async (...given: T): Promise<R> => {
      if (!line.cut) return work(...given);
      line.refused++;
      throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    };
  const storage: Storage = {
    ...own,
    ...{
      head: over(own.head),
      read: over(own.read),
      put: over(own.put),
      deletePrefix: over(own.deletePrefix),
    },
    ...{ putFile: over(own.putFile), moveFile: over(own.moveFile.bind(own)) },
  };
  let made = 0;
  const run: Ffmpeg['run'] = (command, limits) => {
    if (command.outputs.some(({ path }) => path.endsWith('p/index.m3u8'))) made++;
    return ffmpeg.run(command, limits);
  };
  const { attempt, dead } = handlersOf({ ...transcoder.worker, storage, ffmpeg: { ...ffmpeg, run } });
  const source = { size: '128x72', rate: '15', seconds: 24, audio: null };
  const id = await transcoder.upload(makeRecording(join(folder, 'source.mp4'), source));
  const { signal } = new AbortController();
  await attempt({ job: { kind: 'probe', recordingId: id }, addedAt: new Date(), last: false, signal });

  line.cut = true;
  await transcoder.queue.work(1, { attempt, dead });
  await until(() => line.refused > 0, 30);
  await pause(AWAY_MS);
  expect(await runsOf(transcoder, id)).toEqual([]);
  expect(await transcoder.row(id)).toMatchObject({ state: 'transcoding', playableAt: null });
  line.cut = false;

  const { chunkCount } = await transcoder.until(id, settled);
  expect(await transcoder.row(id)).toMatchObject({ state: 'ready', code: null });
  expect(made).toBe(chunkCount);
  expect((await jobsOf(transcoder, id)).filter(({ retry_count }) => Number(retry_count) > 0)).toEqual([]);
  await expectWhole(transcoder, id);
  await until(() => readdirSync(transcoder.folder).length === 0, 30);
});
