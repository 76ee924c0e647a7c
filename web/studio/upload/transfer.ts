/** Sends a file's bytes by tus 1.0; the only file that knows tus-js-client. */
import { DetailedError, Upload } from 'tus-js-client';
import type { ApiError } from '../../../server/contract/errors.ts';
import { StepError } from './failure.ts';
import { sentName, type UploadItem } from './item.ts';

const ENDPOINT = '/api/uploads';
const CHUNK_BYTES = 8 * 1024 * 1024;
/** A line that dropped without a word is given up after this long without a byte. */
const STALLED_AFTER_MS = 45_000;

export interface TransferEvents {
  /** the server gave the upload an address: to be kept before any byte is lost */
  addressed: (url: string) => void;
  /** bytes that left this computer so far */
  sent: (bytes: number) => void;
  /** bytes the server confirmed so far */
  accepted: (bytes: number) => void;
}

/**
 * Sends what the server does not have yet. Resolves true when it has every byte, false when `signal` stopped it;
 * rejects with `StepError`. An item with an address is resumed at the server's own offset.
 */
export function transfer(
  item: Pick<UploadItem, 'name' | 'type' | 'lectureId' | 'uploadUrl'>,
  file: File,
  events: TransferEvents,
  signal: AbortSignal,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    let stalled: ReturnType<typeof setTimeout> | undefined;
    const alive = () => {
      clearTimeout(stalled);
      stalled = setTimeout(() => fail(new Error('no byte moved')), STALLED_AFTER_MS);
    };
    const end = () => {
      clearTimeout(stalled);
      signal.removeEventListener('abort', stop);
    };
    const fail = (error: Error) => {
      end();
      // Read before aborting: that wipes the answer out of the request.
      reject(failureOf(error));
      void upload.abort();
    };
    const stop = () => {
      end();
      void upload.abort();
      resolve(false);
    };
    const upload = new Upload(file, {
      // tus-js-client answers any failed look-up of the offset with a new upload when it knows where to make one:
      // a 502 while the server restarts would then throw away hours. So it may know only one of the two.
      ...(item.uploadUrl === null ? { endpoint: ENDPOINT } : { uploadUrl: item.uploadUrl }),
      metadata: {
        filename: sentName(item.name),
        ...(item.type === '' ? {} : { filetype: item.type }),
        ...(item.lectureId === null ? {} : { lecture: item.lectureId }),
      },
      chunkSize: CHUNK_BYTES,
      // The queue itself retries, keeps the address and says so.
      retryDelays: null,
      storeFingerprintForResuming: false,
      onUploadUrlAvailable: () => {
        if (upload.url !== null) events.addressed(upload.url);
      },
      onProgress: (bytes) => {
        if (signal.aborted) return;
        alive();
        events.sent(bytes);
      },
      onChunkComplete: (_size, bytes) => events.accepted(bytes),
      onSuccess: () => {
        end();
        resolve(true);
      },
      onError: fail,
    });
    signal.addEventListener('abort', stop);
    if (signal.aborted) return stop();
    alive();
    upload.start();
  });
}

/** Bytes the server has of an upload; rejects with `StepError`. */
export async function offsetOf(uploadUrl: string): Promise<number> {
  const response = await fetch(uploadUrl, { method: 'HEAD', headers: { 'Tus-Resumable': '1.0.0' } }).catch(
    (error: unknown) => {
      throw new StepError(null, null, error);
    },
  );
  const offset = Number(response.headers.get('Upload-Offset') ?? Number.NaN);
  if (!response.ok || Number.isNaN(offset)) throw new StepError(response.status, null);
  return offset;
}

/** What a server answers when the upload is gone, or (400) has every byte and is left to the server's sweeper. */
const NOTHING_TO_REMOVE = new Set<number | null>([400, 404, 410]);

/** Removes an upload from the server; one that is gone already is fine. */
export async function terminate(uploadUrl: string): Promise<void> {
  try {
    await Upload.terminate(uploadUrl, { retryDelays: null });
  } catch (error) {
    const failure = failureOf(error);
    if (!NOTHING_TO_REMOVE.has(failure.status)) throw failure;
  }
}

function failureOf(error: unknown): StepError {
  const response = error instanceof DetailedError ? error.originalResponse : null;
  return new StepError(response?.getStatus() || null, wordsIn(response?.getBody()), error);
}

/** What stands between client and server (a proxy, tus itself) may answer in plain text: then there are no words. */
function wordsIn(body: string | undefined): ApiError | null {
  try {
    const parsed: unknown = JSON.parse(body ?? '');
    return isApiError(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

function isApiError(value: unknown): value is ApiError {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    'message' in value &&
    typeof value.message === 'object'
  );
}
