/** The upload queue as every tab shows it, and what people can ask of it. */
import { signal } from '@preact/signals';
import { hear, type Pace, say } from './channel.ts';
import { dropFile, findFile, holdFile, keepFile } from './files.ts';
import { fileOnceAllowed, handleOf } from './handles.ts';
import { isSameFile, type NewUploadItem, newItem, stepAfterCheck, type UploadItem } from './item.ts';
import { addItem, changeItem, completeItems, readItems, removeItem } from './store.ts';

/** Every item on this computer, oldest first; null until they have been read. */
export const queue = signal<readonly UploadItem[] | null>(null);
/** How fast the item at work goes. */
export const paces = signal<ReadonlyMap<number, Pace>>(new Map());

/** Reads the queue and follows what other tabs do to it; call once in a tab. */
export async function followQueue(): Promise<void> {
  hear((message) => {
    if (message.kind === 'changed') void refresh();
    if (message.kind === 'file') holdFile(message.id, message.file);
    if (message.kind === 'pace') showPace(message.id, message.pace);
  });
  await completeItems();
  await refresh();
}

async function refresh(): Promise<void> {
  queue.value = await readItems();
}

/** Changes an item for all tabs. */
export async function change(id: number, values: Partial<NewUploadItem>): Promise<void> {
  await changeItem(id, values);
  await changed();
}

/** Takes an item off the queue for all tabs. */
export async function remove(id: number): Promise<void> {
  await removeItem(id);
  showPace(id, null);
  await changed();
}

async function changed(): Promise<void> {
  say({ kind: 'changed' });
  await refresh();
}

/** Shows an item's pace in this tab. */
export function showPace(id: number, pace: Pace | null): void {
  const next = new Map(paces.value);
  if (pace === null) next.delete(id);
  else next.set(id, pace);
  paces.value = next;
}

/**
 * Queues files; each becomes a lecture of its own, or with `lectureId` the new recording of that one.
 * Rejects when the browser keeps no database.
 */
export async function addFiles(
  files: readonly File[],
  accountId: string,
  lectureId: string | null = null,
): Promise<void> {
  for (const file of files) {
    const id = await addItem(newItem(file, accountId, lectureId, handleOf(file)));
    // Copying takes as long as the file is large: the upload does not wait for it.
    void keepFile(id, file).then((kept) => noteKept(id, kept));
  }
  await changed();
}

/** A small file may have been sent before its copy was written: then nobody needs the copy. */
async function noteKept(id: number, kept: boolean): Promise<void> {
  await change(id, { kept });
  const item = queue.value?.find((one) => one.id === id);
  if (item === undefined || item.step === 'done') await dropFile(id);
}

/** Stops sending until `resume`. */
export const pause = (id: number): Promise<void> => change(id, { wish: 'pause' });

/** Goes on now: after a pause, a refusal, or before the wait for a retry is over. */
export const resume = (id: number): Promise<void> =>
  change(id, { wish: 'go', refused: false, attempts: 0, retryAt: null });

/** Uploads a file that is there already once more. */
export const uploadAnyway = (item: UploadItem): Promise<void> =>
  change(item.id, { same: null, step: stepAfterCheck(item) });

/** Takes an item off the queue of which nothing is on the server. */
export async function dismiss(id: number): Promise<void> {
  await dropFile(id);
  await remove(id);
}

/** Ends the upload; with `andLecture` its draft is deleted as well. */
export const cancel = (id: number, andLecture: boolean): Promise<void> =>
  change(id, { wish: andLecture ? 'discard' : 'cancel', refused: false, attempts: 0, retryAt: null });

/** Gives an item the file it waits for; false when it is another file. */
export async function giveFile(item: UploadItem, file: File): Promise<boolean> {
  if (!isSameFile(item, file)) return false;
  const kept = await keepFile(item.id, file);
  if ((await findFile(item)) === null) return false;
  const handle = handleOf(file) ?? item.handle;
  await change(item.id, { kept, handle, fileMissing: false, refused: false, attempts: 0, retryAt: null });
  return true;
}

/** Opens the file where it lies, which the browser asks for: one press. When it cannot it has to be picked again. */
export async function openFile(item: UploadItem): Promise<void> {
  if (!item.handle) return;
  const file = await fileOnceAllowed(item.handle);
  if (file === 'undecided' || (file && (await giveFile(item, file)))) return;
  await change(item.id, { handle: null });
}
