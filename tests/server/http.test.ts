import { afterAll, describe, expect, test } from 'vitest';
import { rangeOf } from '../../server/http/media.ts';
import { isCrossSite } from '../../server/http/same-origin.ts';
import { testApp } from '../support/app.ts';
import { s3Env } from '../support/s3.ts';

const platform = await testApp();
afterAll(platform.close);
const staff = await platform.as('staff');

test.each([
  ['bytes=0-9', { start: 0, end: 9 }],
  ['bytes=90-', { start: 90, end: 99 }],
  ['bytes=-10', { start: 90, end: 99 }],
  ['bytes=-1000', { start: 0, end: 99 }],
  ['bytes=50-1000', { start: 50, end: 99 }],
  ['bytes=100-', 'unsatisfiable'],
  ['bytes=9-1', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=0-1,5-6', null],
  ['bytes=-', null],
  ['items=0-1', null],
  [undefined, null],
])('range %s of 100 bytes', (header, range) => {
  expect(rangeOf(header, 100)).toEqual(range);
});

test.each([
  [{ 'sec-fetch-site': 'same-origin' }, false],
  [{ 'sec-fetch-site': 'none' }, false],
  [{ 'sec-fetch-site': 'same-site' }, true],
  [{ 'sec-fetch-site': 'cross-site', origin: 'https://madang.example' }, true],
  [{ origin: 'https://madang.example', host: 'internal:3000' }, false],
  [{ origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }, false],
  [{ origin: 'https://evil.example', host: 'madang.example' }, true],
  [{ origin: 'null', host: 'madang.example' }, true],
  [{}, false],
])('request with %j is cross-site: %s', (headers, crossSite) => {
  expect(isCrossSite(headers, 'https://madang.example')).toBe(crossSite);
});

describe('what comes in', () => {
  test('a cross-site post changes nothing', async () => {
    const reply = await staff('POST', '/api/lectures', { title: 'x' }, { 'sec-fetch-site': 'cross-site' });
    expect(reply).toMatchObject({ status: 403, body: { code: 'cross_site' } });
  });

  test.each([
    ['malformed JSON', '{', 400],
    ['two megabytes', JSON.stringify({ title: 'x'.repeat(2 * 1024 ** 2) }), 413],
    ['a prototype', '{"title":"x","__proto__":{"role":"administrator"}}', 400],
    ['a number for a title', '{"title":1}', 400],
    ['no title', '{}', 400],
    ['a NUL', '{"title":"a\\u0000b"}', 400],
    ['a course that is not there', `{"title":"x","courseId":"${crypto.randomUUID()}"}`, 400],
  ])('%s is refused', async (_name, payload, status) => {
    const reply = await staff('POST', '/api/lectures', payload, { 'content-type': 'application/json' });
    expect(reply.status).toBe(status);
  });

  test('unknown fields are not stored', async () => {
    const reply = await staff('POST', '/api/lectures', { title: 'x', createdBy: crypto.randomUUID() });
    expect(reply.status).toBe(201);
    expect(reply.body).not.toHaveProperty('createdBy');
  });
});

describe('what goes out', () => {
  test('carries the headers that browsers are held by', async () => {
    const { headers } = await staff('GET', '/api/session');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'self'");
  });

  test('an unknown address is 404 in our form', async () => {
    const reply = await staff('GET', '/api/nothing');
    expect(reply).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  test('an address that cannot be read is refused in our form', async () => {
    expect(await staff('GET', '/%')).toMatchObject({ status: 400, body: { code: 'bad_request' } });
    expect(await staff('GET', '/api/lectures?q=%00')).toMatchObject({
      status: 400,
      body: { code: 'bad_request' },
    });
  });

  test('the API describes itself', async () => {
    const { body } = await staff('GET', '/api/openapi.json');
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining(['/api/lectures/{id}/playback', '/api/playback-sessions/{id}/played']),
    );
  });

  test('it says whether it is ready', async () => {
    expect(await staff('GET', '/healthz')).toMatchObject({ status: 200 });
    expect(await staff('GET', '/readyz')).toMatchObject({
      status: 200,
      body: { status: 'ready', database: 'ok', queue: 'ok', storage: 'ok', disk: 'ok' },
    });
  });

  test('it is ready without its storage, and says that it has none', async () => {
    const away = { endpoint: 'http://127.0.0.1:1', region: 'x', accessKeyId: 'x', secretAccessKey: 'x' };
    const alone = await testApp(s3Env({ ...away, kind: 's3', bucket: 'x', publicUrl: null }));
    try {
      const reply = await (await alone.as(null))('GET', '/readyz');
      expect(reply).toMatchObject({ status: 200, body: { database: 'ok', storage: 'unreachable' } });
    } finally {
      await alone.close();
    }
  });
});
