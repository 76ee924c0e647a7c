/** Every route of the API, asked with what its OpenAPI schema describes and with what is near it, by everybody. */
import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { hashPassword } from '../../server/accounts/passwords.ts';
import type { Role } from '../../server/contract/vocabulary.ts';
import { rowsOf } from '../../server/database/client.ts';
import { accounts } from '../../server/database/schema/schema.ts';
import { type Browser, testApp } from '../support/app.ts';
import { near, type Schema, SEED } from '../support/fuzz.ts';
import { mediaLecture } from '../support/lectures.ts';

/** Requests to each route. */
const RUNS = 8;
/** Far above what the slowest answer takes: one that is not there by then never comes. ms */
const HANG_MS = 30_000;
const ROLES = [null, 'resident', 'staff', 'administrator'] as const;
/** Of bodies that are no JSON. */
const TYPES = [
  'text/vtt',
  'text/plain',
  'image/jpeg',
  'application/pdf',
  'application/octet-stream',
  'multipart/form-data; boundary=x',
];
/** Routes that end the session which asks, or change who it is. */
const OWN = /^\/api\/(me|session|second-factor|consents)\b/;

type Operation = {
  parameters?: { in: string; name: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
};

const platform = await testApp({ UPLOAD_MAX_BYTES: '100000' });
afterAll(platform.close);
const passwordHash = await hashPassword('what nobody guesses');
await platform.app.ready();
const { paths = {} } = platform.app.swagger();
const routes = Object.entries(paths).flatMap(([url, methods]) =>
  Object.entries(methods as Record<string, Operation>).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${url}`,
    ...{ url, method: method.toUpperCase(), operation },
  })),
);

/** Somebody with a password. */
async function newcomer(role: Role | null): Promise<Browser> {
  const browser = await platform.as(role);
  await platform.context.db.update(accounts).set({ passwordHash }).where(eq(accounts.passwordHash, '-'));
  return browser;
}

/** Somebody of each role, and something of each kind, some of it theirs. @returns the ids of all that is there */
async function furnish() {
  const browsers = new Map<Role | null, Browser>();
  for (const role of ROLES) browsers.set(role, await newcomer(role));
  const staff = browsers.get('staff');
  if (!staff) throw new Error('nobody');
  const { body } = await staff('POST', '/api/courses', { title: '과정' });
  await mediaLecture(platform.context, staff, { courseId: body.id });
  const tables = await rowsOf<{ name: string }>(
    platform.context.db,
    sql`select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'id' and data_type = 'uuid' order by table_name`,
  );
  const ids = tables.map(({ name }) =>
    rowsOf<{ id: string }>(
      platform.context.db,
      sql`select id from ${sql.identifier(name)} order by ctid desc limit 3`,
    ),
  );
  return { browsers, known: (await Promise.all(ids)).flat().map(({ id }) => id) };
}

/** A part of an address. Half a letter cannot be written as one. */
const encoded = (value: unknown) => encodeURIComponent(String(value).toWellFormed());

test('there are routes to ask', () => {
  expect(routes.length).toBeGreaterThan(100);
});

test.each(routes)(`$name answers everything (seed ${SEED})`, async ({ url, method, operation }) => {
  const { browsers, known } = await furnish();
  const { parameters = [], requestBody } = operation;
  const told = (place: string) => {
    const all = parameters.filter((one) => one.in === place);
    const properties = Object.fromEntries(all.map(({ name, schema }) => [name, near(schema, known)]));
    return fc.record(properties, { requiredKeys: place === 'path' ? Object.keys(properties) : [] });
  };
  const schema = requestBody?.content['application/json']?.schema;
  const json = (schema ? near(schema, known) : fc.jsonValue()).map((body) => ({
    ...{ payload: JSON.stringify(body) ?? 'null', type: 'application/json' },
  }));
  const raw = fc.record({
    payload: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    type: fc.constantFrom(...TYPES, 'application/json'),
  });
  const bodies: Record<string, fc.Arbitrary<{ payload: string | Buffer; type: string } | null>> = {
    with: fc.oneof({ weight: schema ? 12 : 3, arbitrary: json }, { weight: schema ? 1 : 6, arbitrary: raw }),
    without: fc.constant(null),
  };
  const body =
    bodies[['GET', 'HEAD', 'DELETE'].includes(method) && !schema ? 'without' : 'with'] ?? fc.constant(null);
  const asked = fc.record({
    ...{ path: told('path'), query: told('query'), body },
    // who may do most gets furthest
    role: fc.constantFrom(...ROLES, 'administrator' as const, 'staff' as const),
    remoteAddress: fc.ipV4(), // nobody is slowed down by what others asked
  });

  await fc.assert(
    fc.asyncProperty(asked, async ({ path, query: given, body, role, remoteAddress }) => {
      const browser = OWN.test(url) ? await newcomer(role) : browsers.get(role);
      const address = url.replace(/\{(\w+|\*)\}/g, (_, name: string) => encoded(path[name]));
      const query = Object.entries(given).map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
      const reply = await within(
        platform.app.inject({
          ...{ method: method as 'GET', url: `${address}?${query.join('&')}`, remoteAddress },
          cookies: browser?.cookies ?? {},
          ...(body && { payload: body.payload, headers: { 'content-type': body.type } }),
          payloadAsStream: true, // of events there is no end
        }),
      );
      if (reply.statusCode < 400) return void reply.stream().destroy();
      let text = '';
      for await (const part of reply.stream()) text += part;
      expect(reply.statusCode, text).toBeLessThan(500);
      expect(JSON.parse(text)).toEqual({
        code: expect.stringMatching(/^[a-z_]+$/),
        message: { ko: expect.stringMatching(/[가-힣]/), en: expect.stringMatching(/\w/) },
        ...(text.includes('"details":') && { details: expect.any(Array) }),
      });
    }),
    { numRuns: RUNS, seed: SEED, endOnFailure: true },
  );
});

/** @throws when there is no answer */
async function within<T>(answer: Promise<T>): Promise<T> {
  const { promise: never, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('no answer')), HANG_MS);
  return Promise.race([answer, never]).finally(() => clearTimeout(timer));
}
