/** Makes the file of a recording that is a cut of another; then that recording is made as any other. */
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Cutting, landTrim, reportTrim, takeTrim } from '../server/recordings/trim-queries.ts';
import { sourceKey } from '../server/storage/keys.ts';
import { latenessIn } from './chunk.ts';
import { timeFor } from './chunk-command.ts';
import { entryBefore } from './entry.ts';
import { withHold } from './hold.ts';
import { patiently } from './patience.ts';
import { withAttempt } from './scratch.ts';
import { stored } from './stored.ts';
import { evenSoundOf, limitsOf, type TrimWork, trimCommand } from './trim-command.ts';
import type { Worker } from './worker.ts';

/** @throws {Failure} {Abandoned} */
export async function trim(worker: Worker, recordingId: string, signal: AbortSignal): Promise<void> {
  const { db, queue, storage, sources } = worker;
  await withAttempt(worker, recordingId, async ({ id: attempt, folder }) => {
    const cutting = await patiently(signal, () => takeTrim(db, recordingId, attempt));
    if (!cutting) return;
    const report = (seconds: number) => reportTrim(db, recordingId, attempt, seconds);
    const path = await withHold(signal, report, (held, say) =>
      sources.use(sourceKey(cutting.sourceId), held, (source) =>
        cut(worker, cutting, { source, folder }, held, say),
      ),
    );
    const { size: bytes } = await stat(path);
    await stored(signal, () => storage.moveFile(sourceKey(recordingId), path, 'application/octet-stream'));
    await patiently(signal, () => landTrim(db, queue, { id: recordingId, attempt, bytes }));
  });
}

/** @returns path of what is made */
async function cut(
  { ffmpeg, config }: Worker,
  cutting: Cutting,
  { source, folder }: { source: string; folder: string },
  signal: AbortSignal,
  say: (seconds: number) => void,
): Promise<string> {
  const { probe, kept, duration } = cutting;
  const limits = { signal, calm: true, wallMs: timeFor(duration, 0).wallMs, ...limitsOf(cutting) };
  const entry = await entryBefore(ffmpeg, source, probe, kept[0]?.from ?? 0, limits);
  const work: TrimWork = { ...cutting, source, entry, threads: config.worker.threads };
  const path = join(folder, 'trimmed.mov');
  const even = probe.audioStream === null ? null : evenSoundOf(work, join(folder, 'even.nut'));
  if (even) await ffmpeg.run(even.command, limits);
  const sound = even && { path: even.path, late: even.rounded ? await latenessIn(even.path) : 0 };
  await ffmpeg.run(trimCommand(work, path, sound), { ...limits, onProgress: ({ seconds }) => say(seconds) });
  if (even) await rm(even.path);
  return path;
}
