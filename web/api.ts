/** The API as pages call it: JSON over same-origin fetch; every failure is an `ApiFailure` with words in both languages. */
import type { ApiError, ErrorCode } from '../server/contract/errors.ts';
import { ACCOUNT_HEADER } from '../shared/account-header.ts';

/** A query; undefined and empty values are left out. */
export type Query = Readonly<Record<string, string | number | undefined>>;

/** Why a call failed. `code` is the server's, or `offline` when no answer came. */
export class ApiFailure extends Error {
  readonly status: number;
  readonly code: ErrorCode | 'offline';
  readonly words: ApiError['message'];
  readonly details: NonNullable<ApiError['details']>;

  constructor(
    status: number,
    reply: Omit<ApiError, 'code'> & { code: ErrorCode | 'offline' },
    cause?: unknown,
  ) {
    super(reply.message.en, { cause });
    this.status = status;
    this.code = reply.code;
    this.words = reply.message;
    this.details = reply.details ?? [];
  }

  /** There is no such thing, or the address names none: asking again is no use. */
  get isMissing(): boolean {
    return this.status === 404 || this.status === 400;
  }
}

const OFFLINE = {
  ko: '서버에 연결하지 못했습니다. 인터넷 연결을 확인하고 다시 시도해 주세요.',
  en: 'The server could not be reached. Check your connection and try again.',
};
const UNREADABLE = {
  ko: '서버가 요청을 처리하지 못했습니다. 잠시 후 다시 시도해 주세요.',
  en: 'The server could not handle the request. Please try again later.',
};

/** A path with its query, e.g. `withQuery('/api/lectures', { page: 2 })`. */
export function withQuery(path: string, query: Query = {}): string {
  const entries = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(entries.map(([key, value]) => [key, String(value)])).toString();
  return text ? `${path}?${text}` : path;
}

async function failureOf(response: Response): Promise<ApiFailure> {
  const reply = (await response.json().catch(() => null)) as ApiError | null;
  if (reply?.message?.ko) return new ApiFailure(response.status, reply);
  return new ApiFailure(response.status, { code: 'unavailable', message: UNREADABLE });
}

/** What comes over the network: a connection may break before an answer, and in the middle of one. */
async function arrived<T>(answer: Promise<T>, signal?: AbortSignal | null): Promise<T> {
  try {
    return await answer;
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiFailure(0, { code: 'offline', message: OFFLINE }, cause);
  }
}

/** The answer of a request that succeeded. */
async function answerOf(path: string, init: RequestInit): Promise<Response> {
  const response = await arrived(fetch(path, init), init.signal);
  if (!response.ok) throw await failureOf(response);
  return response;
}

type More = { body?: unknown; signal?: AbortSignal | undefined; by?: string | undefined };

async function call<T>(method: string, path: string, { body, signal, by }: More = {}): Promise<T> {
  // without headers of its own, as the page's head asks early for some of it
  const init: RequestInit = { method };
  if (signal) init.signal = signal;
  if (body !== undefined) {
    init.headers = { 'content-type': 'application/json', ...(by && { [ACCOUNT_HEADER]: by }) };
    init.body = JSON.stringify(body);
  }
  const response = await answerOf(path, init);
  if (response.status === 204) return undefined as T;
  return arrived<T>(response.json(), signal);
}

/**
 * The calls; `T` is the contract's type of the reply. Each rejects with `ApiFailure`. `by` is the account that changes
 * something: nothing is done (`other_account`) when somebody else is signed in by then.
 */
export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) =>
    call<T>('GET', withQuery(path, query), { signal }),
  post: <T>(path: string, body?: unknown) => call<T>('POST', path, { body }),
  put: <T>(path: string, body: unknown, by?: string) => call<T>('PUT', path, { body, by }),
  patch: <T>(path: string, body: unknown, by?: string) => call<T>('PATCH', path, { body, by }),
  delete: <T = void>(path: string) => call<T>('DELETE', path),
  /** Bytes of a file, as they are. */
  send: async <T>(path: string, query: Query, content: Blob): Promise<T> => {
    const headers = { 'content-type': 'application/octet-stream' };
    const answer = await answerOf(withQuery(path, query), { method: 'POST', headers, body: content });
    return arrived<T>(answer.json());
  },
  /** A file that is made for whoever asks, whole, and what the server calls it. */
  file: async (path: string, query?: Query): Promise<{ content: Blob; name: string }> => {
    const answer = await answerOf(withQuery(path, query), {});
    const [, name = ''] = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '') ?? [];
    return { content: await arrived(answer.blob()), name };
  },
};
