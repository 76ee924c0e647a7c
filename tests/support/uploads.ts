/** Uploads as a client of the real API makes them over HTTP: tus 1.0 and the finish. */
import { createHash, randomBytes } from 'node:crypto';
import http, { type ClientRequest } from 'node:http';
import https from 'node:https';

type Reply = { status: number; headers: Headers; body: ReturnType<JSON['parse']> };
export type Uploader = ReturnType<typeof uploader>;

/** @param cookies of whoever uploads @param origin of the API */
export function uploader(origin: () => string, cookies: Record<string, string>) {
  const cookie = Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');

  async function ask(method: string, path: string, headers: Record<string, string> = {}, body?: BodyInit) {
    const reply = await fetch(origin() + path, {
      method,
      headers: { cookie, ...headers },
      body: body ?? null,
    });
    const text = await reply.text();
    const isJson = text.startsWith('{');
    return { status: reply.status, headers: reply.headers, body: isJson ? JSON.parse(text) : text } as Reply;
  }
  const json = { 'content-type': 'application/json' };

  return {
    cookie,
    ask,
    /** @returns with `path`, where the upload is */
    async create(bytes: number | string, name = 'lecture.mp4', headers: Record<string, string> = {}) {
      const filename = `filename ${Buffer.from(name).toString('base64')}`;
      const own = { ...TUS, 'upload-length': String(bytes), 'upload-metadata': filename };
      const reply = await ask('POST', '/api/uploads', { ...own, ...headers });
      const path = reply.headers.get('location') ?? '';
      return { ...reply, path, id: path.split('/').at(-1) ?? '' };
    },
    patch: (path: string, offset: number, content: Uint8Array<ArrayBuffer>) =>
      ask('PATCH', path, { ...TUS, ...PATCH, 'upload-offset': String(offset) }, content),
    /** Bytes that the server has. */
    offset: async (path: string) => Number((await ask('HEAD', path, TUS)).headers.get('upload-offset')),
    /** A PATCH of that many bytes (null = it does not say) whose body is still to be written, or given up. */
    open(path: string, offset: number, bytes: number | null): OpenPatch {
      const length = bytes === null ? {} : { 'content-length': bytes };
      const headers = { cookie, ...TUS, ...PATCH, 'upload-offset': String(offset), ...length };
      const { request } = origin().startsWith('https:') ? https : http;
      const sending = request(origin() + path, { method: 'PATCH', headers });
      const answer = new Promise<number | null>((settle) => {
        sending.on('response', (response) => settle(response.resume().statusCode ?? null));
        sending.on('error', () => settle(null));
      });
      return { sending, answer };
    },
    lecture: async () => {
      const reply = await ask('POST', '/api/lectures', json, JSON.stringify({ title: '강의' }));
      return reply.body.id as string;
    },
    finish: (lectureId: string, uploadId: string, sha256?: string) =>
      ask('POST', `/api/lectures/${lectureId}/recording`, json, JSON.stringify({ uploadId, sha256 })),
  };
}

/** `answer` is the status; null when the connection broke before there was one. */
export type OpenPatch = { sending: ClientRequest; answer: Promise<number | null> };

export const TUS = { 'tus-resumable': '1.0.0' };
const PATCH = { 'content-type': 'application/offset+octet-stream' };

/** So many bytes that occur nowhere else, and their hash. */
export function content(bytes: number) {
  const whole = randomBytes(bytes);
  return { whole, sha256: createHash('sha256').update(whole).digest('hex') };
}
