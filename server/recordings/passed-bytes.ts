/**
 * Memory of bytes that went by. Node makes a buffer of every piece a connection brings; V8 sees a few hundred bytes of
 * its own heap in each, lets them lie, and at every 64 MB of buffers marks the whole heap: half of all the time an upload
 * took. To sweep the young generation alone, when many have gone by, costs nothing that could be measured.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// V8 gives `gc` to contexts made after the flag; for the one we are in it is too late
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as NodeJS.GCFunction;

/** Sweeps the young generation, where buffers that nobody holds any more are. Takes about a millisecond. */
export const sweepPassedBytes = (): void => collect({ type: 'minor', execution: 'sync' });
