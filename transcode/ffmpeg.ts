/**
 * The only place that starts ffmpeg and ffprobe: in the sandbox, in a process group of its own, with
 * a limit on the time it may take and on the time without progress.
 *
 * fluent-ffmpeg puts the command together (its options are always passed as separate arguments, which
 * turns its string splitting off); running it is ours, since it can neither kill a process group nor
 * see that nothing moves.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import fluent from 'fluent-ffmpeg';
import type { Log } from '../server/log.ts';
import { Abandoned, Failure } from './failures.ts';
import { CHECK, missingParts, readSandbox, type Sandbox, sandboxed } from './sandbox.ts';
import { type TimeLimits, watchTime } from './time-limits.ts';

/** What may be inside a recording. Everything else is refused before a byte of it is decoded. */
const CONTAINERS = ['mov', 'mp4', 'matroska', 'webm', 'mpegts', 'avi', 'asf'];
export const VIDEO_CODECS = [
  ...['h264', 'hevc', 'vp8', 'vp9', 'av1', 'mpeg4', 'mpeg2video', 'mpeg1video', 'mjpeg', 'prores', 'dnxhd'],
  ...['wmv1', 'wmv2', 'wmv3', 'vc1', 'msmpeg4v2', 'msmpeg4v3', 'h263', 'dvvideo', 'theora'],
];
/** As ffprobe names them. */
export const AUDIO_CODECS = [
  ...['aac', 'mp3', 'mp2', 'ac3', 'eac3', 'opus', 'vorbis', 'flac', 'alac', 'wmav1', 'wmav2', 'wmapro'],
  ...['pcm_s16le', 'pcm_s16be', 'pcm_s24le', 'pcm_s24be', 'pcm_s32le', 'pcm_f32le', 'pcm_u8', 'pcm_bluray'],
  ...['pcm_s8', 'pcm_dvd', 'pcm_alaw', 'pcm_mulaw', 'adpcm_ms', 'adpcm_ima_wav'],
  ...['amr_nb', 'amr_wb', 'dts', 'truehd'],
];
/** The allowlist of ffmpeg itself goes by decoder, some of which have names of their own. */
const DECODERS = [
  ...VIDEO_CODECS,
  ...AUDIO_CODECS,
  // covers and subtitles are never decoded, but ffprobe opens them as it describes them
  ...[
    'png',
    'mov_text',
    'subrip',
    'srt',
    'ass',
    'ssa',
    'webvtt',
    'text',
    'pgssub',
    'dvdsub',
    'dvbsub',
    'cc_dec',
  ],
  ...['dca', 'amrnb', 'amrwb'],
  ...['libdav1d', 'libaom-av1', 'libvpx', 'libvpx-vp9', 'mp3float', 'mp2float', 'libopus', 'libvorbis'],
];

/** What staff uploaded an input as. */
type Kind = 'recording' | 'picture';

const allowing = (containers: readonly string[], decoders: readonly string[]) => [
  ...['-protocol_whitelist', 'file'],
  ...['-format_whitelist', containers.join(',')],
  ...['-codec_whitelist', decoders.join(',')],
];
/** Options before every input of ours that staff uploaded. */
const UNTRUSTED: Record<Kind, readonly string[]> = {
  recording: allowing(CONTAINERS, DECODERS),
  picture: allowing(['jpeg_pipe', 'png_pipe', 'webp_pipe'], ['mjpeg', 'png', 'webp']),
};

/** `kind` is `recording` unless it says otherwise */
type Input = { path: string; options: readonly string[]; kind?: Kind };
type Output = { path: string; options: readonly string[] };
export type Command = {
  inputs: readonly Input[];
  /** what is between inputs and outputs; empty = packets go through as they are */
  filter: string;
  /** for the filters; those of decoders and encoders are among the options */
  threads?: number;
  outputs: readonly Output[];
  /** what ffmpeg says is wanted too, not only its complaints: measurements are printed there */
  verbose?: boolean;
};
export type Progress = { frame: number; seconds: number };
export type Limits = {
  signal: AbortSignal;
  /** ms it may take in all */
  wallMs: number;
  /** ms it may go without getting further */
  stallMs?: number;
  inAll?: TimeLimits['inAll'];
  /** lets others of ours go first: sound that is far ahead of the picture */
  calm?: boolean;
  /** that one file may have, where segments are not what is made */
  fileBytes?: number;
  /** where files that filters write land */
  cwd?: string;
  onProgress?: (progress: Progress) => void;
};

/** ms without progress after which an ffmpeg is taken for hanging */
const STALL_MS = 60_000;
/** What a signal means that is not sent by somebody. */
const KILLED: Partial<Record<NodeJS.Signals, string>> = {
  SIGXFSZ: 'a file grew past the size that one may have',
};
/** Characters of its last words that are kept: errors, measurements, packet lists */
const TAIL = 256 * 1024;
/** Of what `-progress` writes: more than a block of it, which is read again with every piece that comes */
const PROGRESS_TAIL = 8 * 1024;

export type Ffmpeg = {
  /** Runs ffmpeg. @returns what it wrote to stderr @throws {Failure} ffmpeg · timeout · disk_full {Abandoned} */
  run: (command: Command, limits: Limits) => Promise<string>;
  /** Asks ffprobe about a file. @returns its stdout and stderr, whatever its exit code */
  probe: (path: string, options: readonly string[], limits: Limits, kind?: Kind) => Promise<Told>;
};
type Told = { ok: boolean; stdout: string; stderr: string };

/** All arguments of a command. Pure. */
export function argumentsOf({ inputs, filter, threads, outputs, verbose }: Command): string[] {
  const command = fluent();
  for (const { path, options, kind = 'recording' } of inputs) {
    command.input(`file:${path}`).inputOptions(...[...UNTRUSTED[kind], ...options]);
  }
  if (filter) command.complexFilter(filter);
  for (const { path, options } of outputs) command.output(path).outputOptions(...options);
  return [
    ...['-hide_banner', '-nostdin', '-v', verbose ? 'info' : 'warning'],
    ...['-nostats', '-stats_period', '0.5', '-progress', 'pipe:1', '-copyts'],
    // what cannot be decoded is passed over, be it most of a chunk: by itself ffmpeg would call that an error at its end
    ...['-max_error_rate', '1'],
    ...(threads ? ['-filter_complex_threads', String(threads)] : []),
    // what fluent-ffmpeg itself runs; missing in its types
    ...(command as unknown as { _getArguments(): string[] })._getArguments(),
  ];
}

/** Looks at the host, and warns once of what it forbids. @throws when ffmpeg is not installed */
export async function checkSandbox(log: Log): Promise<Sandbox> {
  const { stdout } = await promisify(execFile)('sh', CHECK);
  const sandbox = readSandbox(stdout);
  const missing = missingParts(sandbox);
  if (missing.length > 0) log.warn({ missing }, 'sandbox: this host does not permit all of it around ffmpeg');
  return sandbox;
}

/** @param stallMs replaces the default in tests */
export function createFfmpeg(sandbox: Sandbox, log: Log, stallMs = STALL_MS): Ffmpeg {
  return {
    async run(command, limits) {
      const args = argumentsOf(command);
      const listen = { kept: PROGRESS_TAIL, progressOf: readProgress };
      const told = await start(sandbox, [sandbox.ffmpeg, ...args], { stallMs, ...limits }, listen, log);
      if (told.ok) return told.stderr;
      log.warn(
        { command: pasteable([sandbox.ffmpeg, ...args]), stderr: told.stderr.slice(-2000) },
        'ffmpeg: failed',
      );
      const full = told.stderr.includes('No space left on device');
      throw new Failure(full ? 'disk_full' : 'ffmpeg', lastLines(told));
    },
    probe(path, options, limits, kind = 'recording') {
      const args = ['-hide_banner', '-v', 'error', ...UNTRUSTED[kind], ...options, '-i', `file:${path}`];
      let said = 0;
      const progressOf = () => ({ frame: ++said, seconds: 0 }); // it gets further with all that it says
      const listen = { kept: TAIL, progressOf };
      return start(sandbox, [sandbox.ffprobe, ...args], { stallMs, ...limits }, listen, log);
    },
  };
}

/** Starts a command and waits for its end. @throws {Failure} timeout {Abandoned} */
async function start(
  sandbox: Sandbox,
  command: string[],
  { signal, wallMs, stallMs, inAll, calm, fileBytes, cwd, onProgress }: Limits & { stallMs: number },
  { kept, progressOf }: { kept: number; progressOf: (stdout: string) => Progress | null },
  log: Log,
): Promise<Told> {
  if (signal.aborted) throw new Abandoned('aborted before it began', { cause: signal.reason });
  log.debug({ command: pasteable(command) }, 'ffmpeg: started');
  const child = spawn('sh', sandboxed(sandbox, command, { calm, fileBytes }), {
    detached: true, // a process group of its own
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {},
    cwd,
  });
  let stdout = '';
  let stderr = '';
  let ended: Error | null = null;
  const end = (why: Error) => {
    ended ??= why;
    killGroup(child);
  };
  let last = '';
  const time = watchTime({ wallMs, stallMs, inAll }, end);
  const abort = () => end(new Abandoned('aborted', { cause: signal.reason }));
  signal.addEventListener('abort', abort, { once: true });

  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout = (stdout + text).slice(-kept);
    const progress = progressOf(stdout);
    if (!progress || `${progress.frame} ${progress.seconds}` === last) return;
    last = `${progress.frame} ${progress.seconds}`;
    time.moved();
    onProgress?.(progress);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-TAIL);
  });
  try {
    const { code, signalled } = await closed(child);
    if (!ended && signalled) ended = new Failure('ffmpeg', KILLED[signalled] ?? `killed by ${signalled}`);
    if (ended instanceof Failure) log.warn({ err: ended, command: pasteable(command) }, 'ffmpeg: killed');
    if (ended) throw ended;
    return { ok: code === 0, stdout, stderr };
  } finally {
    await time.stop();
    signal.removeEventListener('abort', abort);
  }
}

function closed(child: ChildProcess): Promise<{ code: number | null; signalled: NodeJS.Signals | null }> {
  return new Promise((resolve, reject) => {
    child.once('error', (cause) => reject(new Failure('internal', 'could not be started', { cause })));
    child.once('close', (code, signalled) => resolve({ code, signalled }));
  });
}

/** Everything the command started dies with it. */
function killGroup(child: ChildProcess): void {
  if (!child.pid) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // it was gone already
  }
}

/** The latest block that `-progress` wrote, if what was written holds one. Pure. */
export function readProgress(text: string): Progress | null {
  const frame = text.slice(text.lastIndexOf('\nframe=')).match(/frame=\s*(\d+)/)?.[1];
  const at = text.lastIndexOf('out_time_us=');
  const micros = at < 0 ? undefined : /^out_time_us=(-?\d+)\n/.exec(text.slice(at))?.[1];
  if (micros === undefined) return null;
  return { frame: Number(frame ?? 0), seconds: Math.max(0, Number(micros) / 1e6) };
}

const lastLines = ({ stderr }: Told) => stderr.trim().split('\n').slice(-6).join(' | ').slice(-1000);

/** A command line that can be pasted into a shell. */
function pasteable(command: string[]): string {
  return command
    .map((word) => (/^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(' ');
}
