/** Somebody who uploads recordings through servers that die, and writes down what was acknowledged. */
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { uploader } from '../uploads.ts';

export type Accepted = { uploadId: string; lectureId: string; sha256: string };

/** @param origin of the API to ask next @param file a recording */
export async function uploadThrough(
  origin: () => string,
  cookies: Record<string, string>,
  file: Uint8Array<ArrayBuffer>,
): Promise<Accepted> {
  const client = uploader(origin, cookies);
  const sha256 = createHash('sha256').update(file).digest('hex');
  const lectureId = await insist(async () => {
    const id = await client.lecture();
    return id || null;
  });
  const { id: uploadId, path } = await insist(async () => {
    const reply = await client.create(file.length);
    return reply.status === 201 ? reply : null;
  });
  const part = Math.ceil(file.length / 8);
  await insist(async () => {
    for (let offset = await client.offset(path); offset < file.length; ) {
      const { status, headers } = await client.patch(path, offset, file.slice(offset, offset + part));
      if (status !== 204) return null;
      offset = Number(headers.get('upload-offset'));
    }
    return true;
  });
  await insist(async () => {
    const { status, body } = await client.finish(lectureId, uploadId, sha256);
    if (status >= 400 && status < 500 && status !== 423 && status !== 429)
      throw new Refused(`${status} ${JSON.stringify(body)}`);
    return status < 300 || null;
  });
  return { uploadId, lectureId, sha256 };
}

class Refused extends Error {}

/** Tries until there is an answer, two minutes at most, as clients do while a server is away. */
async function insist<T>(what: () => Promise<T | null>): Promise<T> {
  for (const end = Date.now() + 120_000; Date.now() < end; await pause(100)) {
    try {
      const answer = await what();
      if (answer !== null) return answer;
    } catch (error) {
      if (error instanceof Refused) throw error;
    }
  }
  throw new Error(`no answer within two minutes: ${what}`);
}
