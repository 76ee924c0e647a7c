/** Brings the played segments of one opening of a lecture to the server, until all are acknowledged. */
import type { Watched } from '../../../server/contract/progress.ts';
import type { Opening, Queue } from './queue.ts';
import type { Transport } from './transport.ts';

/** The contract's limit of one report. */
export const BATCH = 500;

/**
 * Sends what the queue holds of an opening, beginning its playback session when it has none; `seq` keeps a repeated
 * report harmless. Rejects with `ApiFailure`.
 * @returns what of the lecture is watched by now; null when there was nothing to send.
 */
export async function deliver(queue: Queue, transport: Transport, opening: Opening): Promise<Watched | null> {
  let watched: Watched | null = null;
  for (;;) {
    if (!opening.session) {
      const { lectureId, recordingId, after, unreached } = opening;
      opening.session = await transport.begin({
        lectureId,
        ...(recordingId && { recordingId }),
        ...(after && unreached && { after }),
      });
      await queue.keep(opening);
    }
    const segments = (await queue.segments(opening.key)).slice(0, BATCH);
    if (segments.length === 0) return watched;
    watched = await transport.report(opening.session, { segments, position: opening.position });
    await queue.acknowledge(
      opening.key,
      segments.map((segment) => segment.seq),
    );
  }
}
