/**
 * Where files lie on this computer. A browser that tells can open a file again after it was closed, without a copy of
 * it, once somebody lets it; in the others, which are all but Chromium's kin, large files have to be picked again.
 */

const READ = { mode: 'read' } as const;

/** As the File System Access API has it: the types of the DOM know only the part that all browsers have. */
export interface FileHandle extends FileSystemFileHandle {
  queryPermission: (what: typeof READ) => Promise<PermissionState>;
  requestPermission: (what: typeof READ) => Promise<PermissionState>;
}
interface PickerOptions {
  multiple: boolean;
  types?: { accept: Record<string, string[]> }[];
}
declare global {
  interface Window {
    showOpenFilePicker?: (options: PickerOptions) => Promise<FileHandle[]>;
  }
  interface DataTransferItem {
    getAsFileSystemHandle?: () => Promise<FileSystemHandle | null>;
  }
}

const known = new WeakMap<File, FileHandle>();

/** Where a file that was picked or dropped lies; null when the browser does not tell. */
export function handleOf(file: File): FileHandle | null {
  return known.get(file) ?? null;
}

/** The files of a drop. To be called while it happens: afterwards there is nothing in it. */
export async function filesDropped({ items }: DataTransfer): Promise<File[]> {
  const dropped = [...items]
    .filter(({ kind }) => kind === 'file')
    .map((item) => ({ file: item.getAsFile(), asked: item.getAsFileSystemHandle?.() }));
  const files: File[] = [];
  for (const { file, asked } of dropped) {
    if (!file) continue;
    // what a page or an extension dropped lies nowhere
    const handle = await asked?.catch(() => null);
    if (handle && canOpenAgain(handle)) known.set(file, handle);
    files.push(file);
  }
  return files;
}

/** A browser that cannot ask for leave has no use for it, and may not be able to keep it. */
function canOpenAgain(handle: FileSystemHandle): handle is FileHandle {
  return handle.kind === 'file' && 'requestPermission' in handle;
}

/** Whether `pickFiles` works here. On a phone the browser's own field is better: it has the camera and the gallery. */
export function canPickFiles(): boolean {
  return window.showOpenFilePicker !== undefined && matchMedia('(pointer: fine)').matches;
}

/** Lets somebody pick files; none when they picked none. @param accept as that of an input, extensions alone; empty for any */
export async function pickFiles(accept: string, multiple: boolean): Promise<File[]> {
  const extensions = accept.split(',').filter((one) => one.startsWith('.'));
  const types = extensions.length > 0 ? { types: [{ accept: { 'video/*': extensions } }] } : {};
  const handles = await window.showOpenFilePicker?.({ multiple, ...types }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') return [];
    throw error;
  });
  return Promise.all((handles ?? []).map(fileAt));
}

/** The file, as far as the browser may open it without asking; null otherwise. */
export async function fileIfAllowed(handle: FileHandle): Promise<File | null> {
  try {
    return (await handle.queryPermission(READ)) === 'granted' ? await fileAt(handle) : null;
  } catch {
    return null;
  }
}

/**
 * The file, once somebody lets the browser open it: to be called when they press something.
 * @returns `undecided` when they did not say; null when they said no, or it is not there any more
 */
export async function fileOnceAllowed(handle: FileHandle): Promise<File | 'undecided' | null> {
  try {
    const leave = await handle.requestPermission(READ);
    if (leave === 'prompt') return 'undecided';
    return leave === 'granted' ? await fileAt(handle) : null;
  } catch {
    return null;
  }
}

async function fileAt(handle: FileHandle): Promise<File> {
  const file = await handle.getFile();
  known.set(file, handle);
  return file;
}
