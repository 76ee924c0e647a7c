/** What earlier pages could not send any more. */
import { deliver } from './deliver.ts';
import { browserQueue } from './indexed-queue.ts';
import { whenFree } from './lock.ts';
import { mayRetry, transport } from './transport.ts';

let underWay: Promise<void> | undefined;

/** Sends what closed pages left; what cannot be sent now waits for the next call, what the server refuses is dropped. */
export function sendUnsent(): Promise<void> {
  underWay ??= send()
    .catch(() => undefined)
    .finally(() => {
      underWay = undefined;
    });
  return underWay;
}

async function send(): Promise<void> {
  const queue = await browserQueue();
  for (const opening of await queue.openings()) {
    await whenFree(opening.key, async () => {
      try {
        opening.unreached ||= opening.session === null;
        if ((await queue.segments(opening.key)).length > 0) await deliver(queue, transport, opening);
      } catch (error) {
        if (mayRetry(error)) return;
      }
      await queue.forget(opening.key);
    });
  }
}

/** Where a lecture was left last, as far as the server does not know it yet, s; null when it knows. */
export async function unsentPosition(lectureId: string): Promise<number | null> {
  const openings = (await (await browserQueue()).openings()).filter((one) => one.lectureId === lectureId);
  return openings.sort((a, b) => b.at - a.at)[0]?.position ?? null;
}

/** `sendUnsent`, but never waited for longer than `ms`: the page must open even when the network hangs. */
export function sendUnsentWithin(ms: number): Promise<void> {
  const late = new Promise<void>((resolve) => setTimeout(resolve, ms));
  return Promise.race([sendUnsent(), late]);
}
