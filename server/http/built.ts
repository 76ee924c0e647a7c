/** What the build of the front end left. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const FOLDER = fileURLToPath(new URL('../../dist/web', import.meta.url));

/** A file of the build as text, read anew each time: a new build may have taken its place. */
export const readBuilt = (name: string): Promise<string> => readFile(join(FOLDER, name), 'utf8');
