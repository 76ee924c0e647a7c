/** A recording as the studio shows it. Pure. */
import type { RecordingStatus } from '../contract/recordings.ts';
import type { RecordingState } from '../contract/vocabulary.ts';
import type { Probe } from '../database/schema/recordings.ts';
import { failureMessage } from './failures.ts';

/** A recording's row, as far as its status depends on it. */
export type StatusRow = {
  id: string;
  name: string;
  bytes: number;
  state: RecordingState;
  code: string | null;
  waiting: boolean;
  playable: boolean;
  duration: number | null;
  probe: Pick<Probe, 'audioStream' | 'audioTracks'> | null;
  secondsDone: number;
  secondsTotal: number;
  createdAt: Date;
};

/** @param row secondsDone and secondsTotal are seconds of picture over all its chunks; sound is not counted */
export function recordingStatus(row: StatusRow): RecordingStatus {
  const { id, name, bytes, state, code, waiting, playable, duration, probe } = row;
  return {
    id,
    name,
    bytes,
    state,
    waiting,
    playable,
    progress: state === 'ready' ? 1 : share(row.secondsDone, row.secondsTotal),
    secondsLeft: null,
    duration,
    sound: probe && { tracks: probe.audioTracks, used: probe.audioStream !== null },
    error: code === null ? null : { code, message: failureMessage(code) },
    createdAt: row.createdAt.toISOString(),
  };
}

/** Never 1 before all is done: a bar that stands at 100 % and goes on is a lie. */
function share(done: number, total: number): number {
  return total > 0 ? Math.min(0.99, done / total) : 0;
}

/** True when nothing more will happen to the recording by itself. */
export function isFinal(state: RecordingState): boolean {
  return state === 'ready' || state === 'rejected' || state === 'failed' || state === 'cancelled';
}
