/** Streams of events end with the session that opened them. */
import { once } from 'node:events';
import { afterAll, expect, test } from 'vitest';
import { testApp } from '../support/app.ts';

const platform = await testApp();
afterAll(platform.close);

test('a session that is revoked hears no more, and another of the same kind goes on', {
  timeout: 30_000,
}, async () => {
  const [revoked, other] = [await platform.as('staff'), await platform.as('staff')];
  const listen = async ({ cookies }: typeof revoked) => {
    const url = '/api/recordings/events';
    const reply = await platform.app.inject({ method: 'GET', url, cookies, payloadAsStream: true });
    expect(reply.statusCode).toBe(200);
    return reply.stream().resume();
  };
  const [stream, going] = [await listen(revoked), await listen(other)];
  const ended = once(stream, 'end');
  expect((await revoked('DELETE', '/api/me/sessions')).status).toBe(204);
  await ended;
  expect(going.readableEnded).toBe(false);
  going.destroy();
});
