/** The client of a speech-to-text server with OpenAI's `POST /v1/audio/transcriptions`. */
import { openAsBlob } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { TimedText } from '../server/captions/file.ts';
import type { Config } from '../server/config.ts';
import type { TranscriptionFailure } from '../server/contract/captions.ts';

export type SpeechServer = NonNullable<Config['transcribe']>;

/** Why a piece was not heard. It names neither the key nor what the server said, which may repeat it. */
export class SpeechFailure extends Error {
  override name = 'SpeechFailure';
  readonly code: TranscriptionFailure;
  /** whether the same request may be answered later */
  readonly passing: boolean;
  /** seconds after which the server wishes to be asked again */
  readonly after: number | null;

  constructor(
    code: TranscriptionFailure,
    detail: string,
    {
      passing = false,
      after = null,
      ...options
    }: ErrorOptions & { passing?: boolean; after?: number | null } = {},
  ) {
    super(`${code}: ${detail}`, options);
    this.code = code;
    this.passing = passing;
    this.after = after;
  }
}

/** Tries of one request, and ms before the second; each next wait is twice as long. */
const TRIES = 4;
const WAIT_MS = 1000;
/** s: no server is waited for longer than that between two tries */
const LONGEST_WAIT = 60;
/** ms for one answer */
const ANSWER_MS = 10 * 60_000;
/** Characters of an answer: a piece of two minutes has a few thousand */
const ANSWER_MAX = 5_000_000;

/**
 * What is said in a file of sound, seconds from its beginning.
 * @throws {SpeechFailure} what `signal` was aborted with
 */
export async function listen(
  server: SpeechServer,
  path: string,
  language: string,
  signal: AbortSignal,
): Promise<TimedText[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask(server, path, language, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof SpeechFailure) || !error.passing || attempt >= TRIES) throw error;
      const wait = error.after === null ? WAIT_MS * 2 ** (attempt - 1) : error.after * 1000;
      await pause(Math.min(wait, LONGEST_WAIT * 1000), undefined, { signal });
    }
  }
}

async function ask(server: SpeechServer, path: string, language: string, signal: AbortSignal) {
  const form = new FormData();
  form.set('file', await openAsBlob(path, { type: 'audio/flac' }), 'sound.flac');
  form.set('model', server.model);
  form.set('language', language);
  form.set('response_format', 'verbose_json');
  form.set('timestamp_granularities[]', 'segment');
  const key = await keyOf(server);
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(`${server.url}/v1/audio/transcriptions`, {
      method: 'POST',
      headers: key ? { authorization: `Bearer ${key}` } : {},
      body: form,
      // whoever it sends us to would be given the sound, and is nobody that was chosen
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]),
    });
    text = await answer.text();
  } catch (cause) {
    throw new SpeechFailure('unreachable', 'no answer', { passing: true, cause });
  }
  if (!answer.ok) throw refusalOf(answer);
  return readHeard(text);
}

async function keyOf({ key, keyFile }: SpeechServer): Promise<string | null> {
  if (!keyFile) return key;
  try {
    return (await readFile(keyFile, 'utf8')).trim();
  } catch (cause) {
    throw new SpeechFailure('key', 'TRANSCRIBE_KEY_FILE cannot be read', { cause });
  }
}

function refusalOf({ status, headers }: Response): SpeechFailure {
  if (status === 401 || status === 403) return new SpeechFailure('key', `status ${status}`);
  const passing = status === 408 || status === 409 || status === 429 || status >= 500;
  if (!passing) return new SpeechFailure('refused', `status ${status}`);
  const after = Number.parseInt(headers.get('retry-after') ?? '', 10);
  return new SpeechFailure('unreachable', `status ${status}`, {
    passing,
    after: Number.isFinite(after) && after >= 0 ? after : null,
  });
}

/** Reads `verbose_json`: `{ segments: [{ start, end, text }] }`. Pure. @throws {SpeechFailure} format */
export function readHeard(text: string): TimedText[] {
  const wrong = (what: string) => new SpeechFailure('format', what);
  if (text.length > ANSWER_MAX) throw wrong('too long an answer');
  let told: { segments?: unknown };
  try {
    told = JSON.parse(text);
  } catch {
    throw wrong('no JSON');
  }
  if (!Array.isArray(told?.segments)) throw wrong('no segments');
  return told.segments.map((segment: { start?: unknown; end?: unknown; text?: unknown }) => {
    const { start, end, text: words } = segment ?? {};
    if (typeof start !== 'number' || typeof end !== 'number' || typeof words !== 'string') {
      throw wrong('a segment without times or words');
    }
    return { start: Math.max(0, start), end, text: words.replace(/\s+/g, ' ').slice(0, 2000) };
  });
}
