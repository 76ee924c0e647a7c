/** One file in the upload queue, as it is kept in the browser's database. */
import type { ApiError } from '../../../server/contract/errors.ts';
import { uuid } from '../uuid.ts';
import type { FileHandle } from './handles.ts';

/**
 * - `check`: is it there already?
 * - `draft`: the lecture has to be created first
 * - `send`: bytes are on their way
 * - `finish`: every byte has arrived, the lecture does not know yet
 * - `done`: the recording belongs to the lecture
 */
export type Step = 'check' | 'draft' | 'send' | 'finish' | 'done';

export interface UploadItem {
  /** counts up in the order of adding */
  id: number;
  /** whose queue it is in: another account on the same computer must not send it */
  accountId: string;
  name: string;
  bytes: number;
  type: string;
  /** the file's own date, to know it again */
  modified: number;
  step: Step;
  /** hex of the file, once it was read */
  sha256: string | null;
  /** the lecture that has this file already: a person must say whether to upload it again */
  same: { lectureId: string; title: string; titleEn: string; inBin: boolean } | null;
  /** title of the course its draft was put into; null for none */
  course: string | null;
  /** id that a draft for it gets: asked for again after an answer that was lost, it stays one */
  draftId: string;
  /** null until the draft exists */
  lectureId: string | null;
  /** tus upload; null until the server gave one */
  uploadUrl: string | null;
  /** bytes the server has confirmed */
  sent: number;
  /** what people want of it; `discard` cancels and deletes the draft as well */
  wish: 'go' | 'pause' | 'cancel' | 'discard';
  /** whether its lecture was created for it */
  ownsLecture: boolean;
  /** whether the browser keeps the file itself, so that a reload needs nobody; null while it is being copied */
  kept: boolean | null;
  /** where the file lies; null when the browser does not tell, or it could not be opened there any more */
  handle: FileHandle | null;
  /** true when somebody has to open or pick the file again before sending can go on */
  fileMissing: boolean;
  /** failures in a row */
  attempts: number;
  /** epoch milliseconds before which nothing is tried; null for at once */
  retryAt: number | null;
  /** true when it stopped until a person does something */
  refused: boolean;
  /** what the server said at the last failure; null after a success or without an answer */
  trouble: ApiError['message'] | null;
}

export type NewUploadItem = Omit<UploadItem, 'id'>;

/** How every item begins. */
const beginning = () => ({
  step: 'check' as const,
  sha256: null,
  same: null,
  course: null,
  draftId: uuid(),
  uploadUrl: null,
  sent: 0,
  wish: 'go' as const,
  kept: null,
  fileMissing: false,
  attempts: 0,
  retryAt: null,
  refused: false,
  trouble: null,
});

/** A file as it enters the queue; with a lecture it replaces that lecture's recording. */
export function newItem(
  file: Pick<File, 'name' | 'size' | 'type' | 'lastModified'>,
  accountId: string,
  lectureId: string | null,
  handle: FileHandle | null = null,
): NewUploadItem {
  return {
    ...beginning(),
    accountId,
    name: file.name.normalize('NFC'),
    bytes: file.size,
    type: file.type,
    modified: file.lastModified,
    lectureId,
    ownsLecture: lectureId === null,
    handle,
  };
}

/** What every version has kept. */
type OldFields = 'id' | 'accountId' | 'name' | 'bytes' | 'type' | 'modified' | 'lectureId' | 'ownsLecture';

/** An item as an older version of this page may have left it, with what that did not know of. */
export function completed(item: Partial<UploadItem> & Pick<UploadItem, OldFields>): UploadItem {
  return { ...beginning(), handle: null, ...item };
}

/** The step after the check. */
export function stepAfterCheck({ lectureId }: Pick<UploadItem, 'lectureId'>): Step {
  return lectureId === null ? 'draft' : 'send';
}

/** The id that the server gave its upload; null while it has none. */
export function uploadIdOf({ uploadUrl }: Pick<UploadItem, 'uploadUrl'>): string | null {
  return uploadUrl?.split('/').at(-1) ?? null;
}

/** Bytes of UTF-8 that the server takes of a name: of Hangul a third of what Windows and macOS do. */
const NAME_MAX_BYTES = 255;

/** A file's name as the server takes it: a longer one loses its last letters, and keeps its ending. */
export function sentName(name: string): string {
  const encoder = new TextEncoder();
  if (encoder.encode(name).length <= NAME_MAX_BYTES) return name;
  const ending = /\.[^.]{1,9}$/u.exec(name)?.[0] ?? '';
  const stem = name.slice(0, name.length - ending.length);
  const room = new Uint8Array(NAME_MAX_BYTES - encoder.encode(ending).length);
  return stem.slice(0, encoder.encodeInto(stem, room).read) + ending;
}

/** Whether somebody asked for it to end. */
export function isEnding(item: Pick<UploadItem, 'wish'>): boolean {
  return item.wish === 'cancel' || item.wish === 'discard';
}

/** Whether it waits for somebody to say whether it is uploaded although it is there already. */
export function isAsking(item: Pick<UploadItem, 'step' | 'same' | 'wish'>): boolean {
  return item.step === 'check' && item.same !== null && !isEnding(item);
}

/** Whether a picked file is the one an item waits for. */
export function isSameFile(
  item: Pick<UploadItem, 'name' | 'bytes' | 'modified'>,
  file: Pick<File, 'name' | 'size' | 'lastModified'>,
): boolean {
  return (
    item.bytes === file.size &&
    item.modified === file.lastModified &&
    item.name === file.name.normalize('NFC')
  );
}

/** Whether a picked file is in the queue already, for the same lecture. */
export function isOnItsWay(
  item: UploadItem,
  file: Pick<File, 'name' | 'size' | 'lastModified'>,
  lectureId: string | undefined,
): boolean {
  const isThere = item.lectureId === (lectureId ?? null) || (lectureId === undefined && item.ownsLecture);
  return isThere && item.step !== 'done' && !isEnding(item) && isSameFile(item, file);
}
