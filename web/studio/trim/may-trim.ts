import type { RecordingStatus } from '../../../server/contract/recordings.ts';

/** Whether parts can be taken out of it: it plays, and no other waits for its place. */
export function mayTrim(recording: RecordingStatus | null): boolean {
  if (!recording?.playable || recording.waiting) return false;
  return recording.state === 'ready' || recording.state === 'transcoding';
}
