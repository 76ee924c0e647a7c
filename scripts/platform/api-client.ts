/** Calls of the HTTP API as staff's browsers make them. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Upload } from 'tus-js-client';
import type { ApiError } from '../../server/contract/errors.ts';

type UploadOptions = {
  lectureId?: string;
  begun?: string | undefined;
  onBegun?: (address: string) => void;
};
export type Api = ReturnType<typeof apiClient>;

/**
 * @param origin such as http://127.0.0.1:3000
 * @param cookie `name=value` of a session
 */
export function apiClient(origin: string, cookie: string) {
  async function request(method: string, path: string, type?: string, body?: string): Promise<Response> {
    const headers = { cookie, ...(type && { 'content-type': type }) };
    const asked = fetch(origin + path, { method, headers, ...(body !== undefined && { body }) });
    const reply = await asked.catch((cause: unknown) => {
      throw new Error(`${method} ${path}: 마당이 응답하지 않습니다 · The platform does not answer`, {
        cause,
      });
    });
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${wordsIn(await reply.text())}`);
    return reply;
  }

  return {
    /** Sends and receives JSON. @throws when the answer is an error */
    async call<T>(method: string, path: string, body?: unknown): Promise<T> {
      const reply = await request(method, path, 'application/json', JSON.stringify(body));
      return (await reply.json()) as T;
    },

    async putText(path: string, body: string): Promise<void> {
      await request('PUT', path, 'text/vtt', body);
    },

    /**
     * Uploads a file by tus.
     * @param lectureId whose recording it is to become: its staff see how far it is
     * @param begun address of an upload of it that was begun: it goes on, if it is still there
     * @param onBegun told the address
     * @returns the upload's id
     */
    async upload(
      path: string,
      filename: string,
      { lectureId, begun, onBegun }: UploadOptions = {},
    ): Promise<string> {
      const { size } = await stat(path);
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const upload = new Upload(createReadStream(path), {
        endpoint: `${origin}/api/uploads`,
        headers: { cookie },
        metadata: { filename, ...(lectureId && { lecture: lectureId }) },
        uploadSize: size,
        chunkSize: 8 * 1024 ** 2,
        uploadUrl: begun ?? null,
        onUploadUrlAvailable: () => upload.url && onBegun?.(upload.url),
        onSuccess: () => resolve(),
        onError: reject,
      });
      upload.start();
      await promise;
      return upload.url?.split('/').at(-1) ?? '';
    },
  };
}

/** What an answer says to people, in both languages. */
function wordsIn(text: string): string {
  try {
    const { message, details = [] } = JSON.parse(text) as ApiError;
    const where = details.map((one) => ` (${one.field}: ${one.message})`).join('');
    return `${message.ko} · ${message.en}${where}`;
  } catch {
    return text.slice(0, 200);
  }
}
