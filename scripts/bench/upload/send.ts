/** Sending one file, with the same client to either server. */
import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { readEnv } from '../../../server/config.ts';
import { cpuSecondsOf, memoryOf, type Usage } from '../measure.ts';
import type { Bench } from '../run.ts';
import type { Api } from '../statistics/site.ts';
import type { BenchFile } from './file.ts';
import type { Plain } from './nginx.ts';

export type Sent = Usage & {
  /** until the last byte was acknowledged; wallSeconds is until the recording is there */
  sentSeconds: number;
  /** how far the server's memory rose over what it was before */
  risenBytes: number;
};

const LOOK_MS = 200;

export async function putFile(
  { port, pid, folder }: Plain,
  file: BenchFile,
  { signal }: Bench,
): Promise<Sent> {
  const measured = await measure(pid, async () => {
    const status = await curl(['-T', file.path, `http://127.0.0.1:${port}/recording.mp4`], signal);
    if (status !== 201 && status !== 204) throw new Error(`nginx answered ${status}.`);
  });
  await rm(join(folder, 'recording.mp4'));
  return measured;
}

/** As a client of tus does it that need not resume; the lecture it belonged to is deleted with all that came. */
export async function sendFile(
  { pid, port }: Api,
  cookie: string,
  file: BenchFile,
  { signal }: Bench,
): Promise<Sent> {
  const origin = `http://localhost:${port}`;
  const ask = async (method: string, path: string, headers: Record<string, string>, body?: object) => {
    const json: Record<string, string> = body ? { 'content-type': 'application/json' } : {};
    const init = { method, headers: { cookie, ...json, ...headers }, signal };
    const reply = await fetch(origin + path, { ...init, ...(body && { body: JSON.stringify(body) }) });
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
    return reply;
  };
  const tus = { 'tus-resumable': '1.0.0' };
  const lecture = (await (await ask('POST', '/api/lectures', {}, { title: 'bench' })).json()) as {
    id: string;
  };
  const measured = await measure(pid, async (sent) => {
    const filename = `filename ${Buffer.from('bench.mp4').toString('base64')}`;
    const created = { ...tus, 'upload-length': String(file.bytes), 'upload-metadata': filename };
    const path = (await ask('POST', '/api/uploads', created)).headers.get('location') ?? '';
    const headers = [
      ...['Tus-Resumable: 1.0.0', 'Upload-Offset: 0', 'Content-Type: application/offset+octet-stream'],
      `Cookie: ${cookie}`,
    ].flatMap((header) => ['-H', header]);
    const status = await curl(['-X', 'PATCH', ...headers, '-T', file.path, origin + path], signal);
    if (status !== 204) throw new Error(`The API answered ${status}.`);
    sent();
    const finished = { uploadId: path.split('/').at(-1) ?? '', sha256: file.sha256 };
    await ask('POST', `/api/lectures/${lecture.id}/recording`, {}, finished);
  });
  await ask('DELETE', `/api/lectures/${lecture.id}`, {});
  return measured;
}

async function measure(pid: number, work: (sent: () => void) => Promise<void>): Promise<Sent> {
  const before = memoryOf(pid);
  let peakBytes = before;
  const watch = setInterval(() => {
    peakBytes = Math.max(peakBytes, memoryOf(pid));
  }, LOOK_MS);
  const cpu = cpuSecondsOf(pid);
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  let sentSeconds: number | null = null;
  try {
    await work(() => {
      sentSeconds = seconds();
    });
  } finally {
    clearInterval(watch);
  }
  const wallSeconds = seconds();
  return {
    ...{ wallSeconds, sentSeconds: sentSeconds ?? wallSeconds, cpuSeconds: cpuSecondsOf(pid) - cpu },
    ...{ peakBytes, risenBytes: peakBytes - before },
  };
}

/** @returns the status of the answer */
async function curl(args: string[], signal: AbortSignal): Promise<number> {
  const quiet = ['-sS', '-o', '/dev/null', '-w', '%{http_code}', '-H', 'Expect:'];
  const child = spawn('curl', [...quiet, ...args], {
    env: { PATH: readEnv().PATH },
    stdio: ['ignore', 'pipe', 'inherit'],
    signal,
  });
  const failed = new Promise<never>((_, fail) => child.once('error', fail));
  return Number(await Promise.race([text(child.stdout), failed]));
}
