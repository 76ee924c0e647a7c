/** A stand-in for a speech-to-text server with OpenAI's `POST /v1/audio/transcriptions`. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Asked = { authorization: string | null; form: FormData; sound: Buffer };
export type Answer = { status: number; body: string; headers?: Record<string, string> };

/** What such a server answers about speech. */
export const spoken = (...segments: { start: number; end: number; text: string }[]): Answer => ({
  status: 200,
  body: JSON.stringify({ task: 'transcribe', text: segments.map(({ text }) => text).join(' '), segments }),
});

/** @param answer to each request in turn; one that does not settle keeps the client waiting */
export async function startSpeechServer(answer: (asked: Asked, turn: number) => Answer | Promise<Answer>) {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    if (request.method !== 'POST' || request.url !== '/v1/audio/transcriptions') {
      response.writeHead(404).end();
      return;
    }
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const type = request.headers['content-type'] ?? '';
    const form = await new Response(Buffer.concat(parts), { headers: { 'content-type': type } }).formData();
    const file = form.get('file') as File;
    const one: Asked = {
      authorization: request.headers.authorization ?? null,
      form,
      sound: Buffer.from(await file.arrayBuffer()),
    };
    asked.push(one);
    const { status, body, headers } = await answer(one, asked.length);
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
