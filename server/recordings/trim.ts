/** Cutting the recording that plays: its cut waits as any other new recording does, and then takes its place. */
import type { Context } from '../context.ts';
import type { Trim } from '../contract/recordings.ts';
import { Refusal } from '../errors.ts';
import { type CutFault, keptBetween } from './cuts.ts';
import { insertRecording, lockLecture } from './place.ts';
import { newestRecording, type RecordingRow } from './recording-queries.ts';

const FAULTS: Record<CutFault, string> = {
  order:
    '잘라낼 구간은 시작이 끝보다 앞서고 서로 겹치지 않아야 합니다. · Each part must end after it begins, and none may overlap.',
  beyond: '잘라낼 구간이 영상의 끝을 넘습니다. · A part goes past the end of the recording.',
  nothing_cut: '잘라낼 구간이 너무 짧습니다. · There is nothing to take out.',
  nothing_left: '영상이 1초 이상 남아야 합니다. · At least one second must be left.',
};

/**
 * Asks for a cut of a lecture's recording, made from the file it was made from.
 * @returns the recording that will be made, which waits
 * @throws {Refusal} not_found · conflict when nothing plays yet, or another waits already · bad_request
 */
export async function trimRecording(
  { db, queue, clock }: Pick<Context, 'db' | 'queue' | 'clock'>,
  lectureId: string,
  { cuts }: Trim,
): Promise<RecordingRow> {
  return db.transaction(async (tx) => {
    if (!(await lockLecture(tx, lectureId))) throw new Refusal('not_found');
    const current = await newestRecording(tx, lectureId);
    if (!current) throw new Refusal('not_found');
    const { probe, duration, waiting, playableAt, state } = current;
    const plays = playableAt !== null && (state === 'ready' || state === 'transcoding');
    if (waiting || !plays || !probe || !duration) throw new Refusal('conflict');
    const kept = keptBetween(cuts, { duration, frameRate: probe.frameRate });
    if (typeof kept === 'string')
      throw new Refusal('bad_request', [{ field: 'cuts', message: FAULTS[kept] }]);
    const id = crypto.randomUUID();
    const recording = await insertRecording(
      tx,
      { id, lectureId, name: current.name, bytes: 0, state: 'trimming', kept, trimOf: current.id },
      clock(),
    );
    await queue.enqueue(tx, [{ kind: 'trim', recordingId: id }]);
    return recording;
  });
}
