/** One step of one item: what the tab in charge actually does. */

import type { CourseList } from '../../../server/contract/courses.ts';
import type { Lecture, NewLecture } from '../../../server/contract/lectures.ts';
import type {
  FinishedUpload,
  KnownRecordings,
  RecordingStatus,
} from '../../../server/contract/recordings.ts';
import { ApiFailure, api } from '../../api.ts';
import { say } from './channel.ts';
import { dropFile, findFile } from './files.ts';
import { hashOf, stopHashing } from './hash.ts';
import { isEnding, type NewUploadItem, stepAfterCheck, type UploadItem, uploadIdOf } from './item.ts';
import { type Sample, speedOf, withSample } from './pace.ts';
import { placeLecture } from './place.ts';
import { change, remove, showPace } from './queue.ts';
import { sameFileIn } from './same.ts';
import { offsetOf, terminate, transfer } from './transfer.ts';

const WELL: Partial<NewUploadItem> = { attempts: 0, retryAt: null, trouble: null };
const PACE_EVERY_MS = 500;

/** Does the item's next step and records its outcome; rejects with `StepError`. */
export async function perform(item: UploadItem, signal: AbortSignal): Promise<void> {
  if (isEnding(item)) return end(item);
  switch (item.step) {
    case 'check':
      return check(item, signal);
    case 'draft':
      return createDraft(item);
    case 'send':
      return sendFile(item, signal);
    case 'finish':
      return finish(item);
    case 'done':
      return;
  }
}

/** Only where another file is as long does this one have to be read before it is sent. */
async function check(item: UploadItem, signal: AbortSignal): Promise<void> {
  const known = await api.get<KnownRecordings>('/api/recordings', { bytes: item.bytes }, signal);
  const sha256 = known.items.length === 0 ? null : await hashFor(item, signal);
  if (signal.aborted) return;
  const same = sameFileIn(known.items, item, sha256);
  await change(item.id, { ...WELL, sha256, same, ...(same === null && { step: stepAfterCheck(item) }) });
}

/** Hex of an item's file; null when it is not there, or cannot be read. */
async function hashFor(item: UploadItem, signal?: AbortSignal): Promise<string | null> {
  if (item.sha256) return item.sha256;
  const file = await findFile(item);
  const stop = () => stopHashing(item.id);
  signal?.addEventListener('abort', stop);
  try {
    return file && (await hashOf(item.id, file));
  } catch {
    return null;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

async function createDraft(item: UploadItem): Promise<void> {
  const { items } = await api.get<CourseList>('/api/courses');
  const { guess, course } = placeLecture(item.name, items);
  const { title, order, instructor, sessionDate } = guess;
  const draft: NewLecture = {
    id: item.draftId,
    title,
    instructor,
    visibility: 'draft',
    courseId: course?.id ?? null,
    sessionDate,
    ...(order === null ? {} : { courseOrder: order }),
  };
  const lecture = await api.post<Lecture>('/api/lectures', draft);
  await change(item.id, { ...WELL, lectureId: lecture.id, course: course?.title ?? null, step: 'send' });
}

async function sendFile(item: UploadItem, signal: AbortSignal): Promise<void> {
  const file = await findFile(item);
  if (file === null) return askForFile(item);
  // beside the transfer; the finish waits for it
  if (!item.sha256) void keepHash(item);
  let address = item.uploadUrl;
  let samples: Sample[] = [];
  let shownAt = 0;
  const events = {
    addressed: (uploadUrl: string) => {
      address = uploadUrl;
      void change(item.id, { uploadUrl });
    },
    accepted: (sent: number) => void change(item.id, { ...WELL, sent }),
    sent: (sent: number) => {
      const at = performance.now();
      if (at - shownAt < PACE_EVERY_MS) return;
      shownAt = at;
      samples = withSample(samples, { at, sent });
      tellPace(item.id, { sent, speed: speedOf(samples) });
    },
  };
  try {
    const complete = await transfer(item, file, events, signal);
    if (complete) await change(item.id, { ...WELL, sent: item.bytes, step: 'finish' });
    else if (address !== null) await noteOffset(item.id, address);
  } finally {
    tellPace(item.id, null);
  }
}

async function keepHash(item: UploadItem): Promise<void> {
  const sha256 = await hashFor(item);
  if (sha256 !== null) await change(item.id, { sha256 });
}

/** A pause falls into the middle of a chunk, of which the server keeps what had arrived. */
async function noteOffset(id: number, address: string): Promise<void> {
  const sent = await offsetOf(address).catch(() => null);
  // Without an answer what was confirmed before stays on show; sending goes on at the server's offset anyway.
  if (sent !== null) await change(id, { sent });
}

/** Without the file there is still the server to ask: perhaps only the finish is missing. */
async function askForFile(item: UploadItem): Promise<void> {
  const sent = item.uploadUrl === null ? 0 : await offsetOf(item.uploadUrl);
  await change(
    item.id,
    sent === item.bytes ? { ...WELL, sent, step: 'finish' } : { ...WELL, sent, fileMissing: true },
  );
}

async function finish(item: UploadItem): Promise<void> {
  const uploadId = uploadIdOf(item);
  if (item.lectureId === null || uploadId === null)
    throw new Error('an item without lecture or upload cannot finish');
  const sha256 = await hashFor(item);
  const body: FinishedUpload = { uploadId, ...(sha256 !== null && { sha256 }) };
  await api.post<RecordingStatus>(`/api/lectures/${item.lectureId}/recording`, body);
  await change(item.id, { ...WELL, step: 'done' });
  await dropFile(item.id);
}

async function end(item: UploadItem): Promise<void> {
  stopHashing(item.id);
  if (item.uploadUrl !== null) await terminate(item.uploadUrl);
  if (item.wish === 'discard' && item.ownsLecture) {
    // made perhaps, and only the answer was lost
    const made = item.lectureId ?? item.draftId;
    await api.delete(`/api/lectures/${made}`).catch((error: unknown) => {
      if (!(error instanceof ApiFailure && error.status === 404)) throw error;
    });
  }
  await dropFile(item.id);
  await remove(item.id);
}

function tellPace(id: number, pace: { sent: number; speed: number | null } | null): void {
  showPace(id, pace);
  say({ kind: 'pace', id, pace });
}
