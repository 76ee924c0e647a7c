/** (a) What the rungs cost at least: the engine's own command lines, over the whole lecture at once. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseConfig } from '../../server/config.ts';
import type { TranscodePlan } from '../../server/recordings/transcode-queries.ts';
import { audioCommand } from '../../transcode/audio-command.ts';
import { argumentsOf } from '../../transcode/ffmpeg.ts';
import { videoCommand } from '../../transcode/video-command.ts';
import { inTurn, runFfmpeg } from './ffmpeg.ts';
import type { Usage } from './measure.ts';
import type { Bench } from './run.ts';
import { rungsOf } from './rungs.ts';

/** One ffmpeg for the picture and then one for the sound: no sandbox, no database, nothing measured or drawn. */
export async function makeBare(
  source: string,
  plan: TranscodePlan,
  { folder, signal }: Bench,
): Promise<Usage> {
  const { probe, renditions } = plan;
  const { threads } = parseConfig({}).worker; // as a worker that nobody told otherwise
  const root = join(folder, 'bare');
  const folderOf = (name: string) => join(root, name);
  for (const { name } of renditions) await mkdir(folderOf(name), { recursive: true });
  const whole = (kind: 'video' | 'audio') => ({
    chunk: {
      start: 0,
      segments: plan.chunks.filter((one) => one.kind === kind).flatMap((one) => one.segments),
    },
    last: true,
    folderOf,
  });
  const entry = 0;
  const commands = [videoCommand({ ...whole('video'), source, entry, probe, rungs: rungsOf(plan), threads })];
  if (probe.audioStream !== null) {
    const { audioStream: stream, startTime, gainDb } = probe;
    const sound = { path: source, stream, entry };
    commands.push(audioCommand({ ...whole('audio'), source: sound, startTime, gainDb: gainDb ?? 0 }));
  }
  const runs = [];
  for (const command of commands) runs.push(await runFfmpeg(argumentsOf(command), signal));
  return inTurn(runs);
}
