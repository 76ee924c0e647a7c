/** What a host lets us put around ffmpeg. Pure: `ffmpeg.ts` asks it, and starts what is put together here. */
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('./sandbox.sh', import.meta.url));

/** How far all of it stands behind the API on the same machine, and sound behind the picture. */
const NICE = 10;
const CALM = 15;
/** Bytes of address space for one ffmpeg: a dozen threads on an 8K source stay well below. */
const MEMORY = 8 * 1024 ** 3;
/** Bytes of one file: segments and sprites are a thousand times smaller. */
const FILE_SIZE = 1024 ** 3;

const PARTS = ['nice', 'ungrouped', 'limits', 'network', 'user-network', 'parent'] as const;
type Part = (typeof PARTS)[number];

export type Sandbox = { ffmpeg: string; ffprobe: string; parts: Part[] };

/** Arguments of `sh` that ask what there is. */
export const CHECK = [SCRIPT, '--check', ...[NICE, MEMORY, FILE_SIZE].map(String)];

/** What that prints, read. @throws when a tool is missing */
export function readSandbox(printed: string): Sandbox {
  const words = printed.split('\n').map((line) => line.trim());
  const tool = (name: string) => {
    const path = words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
    if (!path) throw new Error(`${name} is not installed. Install ffmpeg 5.1 or newer.`);
    return path;
  };
  return {
    ffmpeg: tool('ffmpeg'),
    ffprobe: tool('ffprobe'),
    parts: PARTS.filter((part) => words.includes(part)),
  };
}

/** In words, what the host does not permit. */
export function missingParts({ parts }: Pick<Sandbox, 'parts'>): string[] {
  return [
    ...(parts.includes('nice') ? [] : ['lower priority (nice)']),
    ...(parts.includes('ungrouped')
      ? []
      : ['lower priority between sessions (sched_autogroup_enabled is 1)']),
    ...(parts.includes('limits') ? [] : ['limits on memory and file size (prlimit)']),
    ...(parts.includes('network') || parts.includes('user-network') ? [] : ['no network (unshare)']),
    ...(parts.includes('parent') ? [] : ['end with the worker (setpriv)']),
  ];
}

/**
 * Arguments of `sh` that run a command in the sandbox.
 * @param calm whether others of ours go before it
 * @param fileBytes that one file may have
 */
export function sandboxed(
  { parts }: Sandbox,
  command: readonly string[],
  {
    calm = false,
    fileBytes = FILE_SIZE,
  }: { calm?: boolean | undefined; fileBytes?: number | undefined } = {},
): string[] {
  const numbers = [calm ? CALM : NICE, MEMORY, fileBytes].map(String);
  return [SCRIPT, parts.join(','), ...numbers, ...command];
}
