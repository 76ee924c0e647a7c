/**
 * The files behind the queue: in memory of the open tabs, where there is room in the browser's database, and otherwise
 * where they lie.
 */
import { say } from './channel.ts';
import { fileIfAllowed } from './handles.ts';
import { isSameFile, type UploadItem } from './item.ts';
import { readFile, removeFile, writeFile } from './store.ts';

/** The browser copies what it keeps: beyond this the wait and the disk cost more than picking the file again. */
const LARGEST_KEPT_BYTES = 4 * 1024 ** 3;

const held = new Map<number, File>();

/** Remembers a file that another tab was given. */
export function holdFile(id: number, file: File): void {
  held.set(id, file);
}

/** Makes a file known to all tabs and tries to keep it; whether a reload will find it again. */
export async function keepFile(id: number, file: File): Promise<boolean> {
  holdFile(id, file);
  say({ kind: 'file', id, file });
  if (!(await hasRoomFor(file.size))) return false;
  try {
    await writeFile(id, file);
    return true;
  } catch {
    // Quota or a file that cannot be copied: the queue says that it will have to be picked again.
    return false;
  }
}

/** The file of an item; null when somebody has to open or pick it again. */
export async function findFile(item: UploadItem): Promise<File | null> {
  const file = held.get(item.id) ?? (await readFile(item.id)) ?? (await fileWhereItLies(item));
  return file !== null && (await isReadable(file)) ? file : null;
}

async function fileWhereItLies(item: UploadItem): Promise<File | null> {
  const file = item.handle && (await fileIfAllowed(item.handle));
  return file && isSameFile(item, file) ? file : null;
}

/** Lets go of a file that is no longer needed. */
export async function dropFile(id: number): Promise<void> {
  held.delete(id);
  await removeFile(id);
}

async function hasRoomFor(bytes: number): Promise<boolean> {
  if (bytes > LARGEST_KEPT_BYTES) return false;
  const { quota = 0, usage = 0 } = (await navigator.storage?.estimate()) ?? {};
  return quota === 0 || bytes < (quota - usage) / 2;
}

/** A file on a memory card that was pulled out can no longer be read. */
async function isReadable(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
