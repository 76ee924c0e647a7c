/** Every route under attack: what no route may let in is sent to all of them, as an administrator, whom they let do most. */
import { afterAll, describe, expect, test } from 'vitest';
import { testApp } from '../support/app.ts';
import { least } from '../support/least.ts';

const platform = await testApp();
afterAll(platform.close);
const { cookies } = await platform.as('administrator');

type Route = (typeof platform.app.declared)[number];
type Schema = {
  type?: string;
  additionalProperties?: unknown;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
};
const SAFE = ['GET', 'HEAD', 'OPTIONS'];
const routes = platform.app.declared.filter(({ method }) => !['HEAD', 'OPTIONS'].includes(method));
const unsafe = routes.filter(({ method }) => !SAFE.includes(method));
const withBody = unsafe.filter(({ body }) => (body as Schema | undefined)?.type === 'object');
const name = ({ method, url }: Route) => `${method} ${url}`;

/** @param value of every parameter in the path */
const pathOf = ({ url }: Route, value: string = crypto.randomUUID()) => url.replace(/:\w+|\*/g, value);

/** @returns status and code */
async function ask(
  { method }: Route,
  path: string,
  sent: {
    payload?: string;
    headers?: Record<string, string>;
    query?: Record<string, string | string[]>;
  } = {},
): Promise<string> {
  const { payload, headers = {}, query = {} } = sent;
  const reply = await platform.app.inject({
    ...{ method: method as 'GET', url: path, cookies, query },
    headers: { ...(payload !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(payload !== undefined && { payload }),
    // a stream of events ends when nobody listens any more
    payloadAsStream: true,
  });
  const isJson = String(reply.headers['content-type']).startsWith('application/json');
  let text = '';
  if (isJson && reply.statusCode >= 400) for await (const part of reply.stream()) text += part;
  reply.stream().destroy();
  return `${reply.statusCode}${text && ` ${JSON.parse(text).code}`}`;
}

/** @returns of each route that answered otherwise what it answered */
async function others(
  of: readonly Route[],
  expected: string,
  answer: (route: Route) => Promise<string>,
): Promise<string[]> {
  const wrong: string[] = [];
  for (const route of of) {
    const got = await answer(route);
    if (got !== expected) wrong.push(`${name(route)}: ${got}`);
  }
  return wrong;
}

test('there are routes to attack', () => {
  expect(unsafe.length).toBeGreaterThan(60);
  expect(withBody.length).toBeGreaterThan(30);
});

test.each<Record<string, string>>([
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { origin: 'https://evil.example' },
  { origin: 'null' },
])('a page of another origin changes nothing: %j', async (headers) => {
  expect(await others(unsafe, '403 cross_site', (route) => ask(route, pathOf(route), { headers }))).toEqual(
    [],
  );
});

describe('a body', () => {
  test('holds nothing that is not declared, however deep: no field is assigned that nobody meant', () => {
    const open = (schema: Schema, at: string): string[] => [
      ...(schema.type === 'object' && schema.additionalProperties !== false ? [at] : []),
      ...Object.entries(schema.properties ?? {}).flatMap(([key, one]) => open(one, `${at}.${key}`)),
      ...(schema.items ? open(schema.items, `${at}[]`) : []),
      ...(schema.anyOf ?? []).flatMap((one) => open(one, at)),
    ];
    expect(withBody.flatMap((route) => open(route.body as Schema, name(route)))).toEqual([]);
  });

  test.each(['__proto__', 'constructor'])('with %s in it is refused', async (key) => {
    const poison = key === '__proto__' ? { struck: true } : { prototype: { struck: true } };
    const wrong = await others(withBody, '400 bad_request', (route) => {
      const body = JSON.stringify(least(route.body)).slice(1);
      const payload = `{${JSON.stringify(key)}:${JSON.stringify(poison)}${body === '}' ? '' : ','}${body}`;
      return ask(route, pathOf(route), { payload });
    });
    expect(wrong).toEqual([]);
    expect('struck' in {}).toBe(false);
  });

  test.each([
    ['cut short', '{"a":', '400 bad_request'],
    // drafts of captions may have eight
    ['of nine megabytes', JSON.stringify({ a: 'x'.repeat(9 * 1024 ** 2) }), '413 too_large'],
    ['that is a list', '[]', '400 bad_request'],
    ['that is nothing', 'null', '400 bad_request'],
    ['nested a hundred thousand times', `${'['.repeat(100_000)}`, '400 bad_request'],
  ])('%s is refused', async (_, payload, expected) => {
    expect(await others(withBody, expected, (route) => ask(route, pathOf(route), { payload }))).toEqual([]);
  });
});

/** A route that answered as if something of ours were broken. */
const broken = async (route: Route, path: string, query = {}): Promise<string[]> => {
  const got = await ask(route, path, { query });
  return /^5/.test(got)
    ? [`${route.method} ${path.slice(0, 80)} ${JSON.stringify(query).slice(0, 80)}: ${got}`]
    : [];
};

describe('an address', () => {
  test.each([
    ['an id of nothing', crypto.randomUUID()],
    ['a number', '0'],
    ['a quotation mark', "'%20or%201=1--"],
    ['a zero byte', '%00'],
    ['half a letter', '%E0%A4%A'],
    ['a way up', '..%2f..%2fetc%2fpasswd'],
    ['a prototype', '__proto__'],
    ['very long', 'x'.repeat(10_000)],
  ])('with %s in it breaks nothing', async (_, value) => {
    const wrong: string[] = [];
    // who asks is not to be signed out by it
    for (const route of routes.filter(({ url }) => /:|\*/.test(url))) {
      wrong.push(...(await broken(route, pathOf(route, value))));
    }
    expect(wrong).toEqual([]);
  });

  test.each<[string, string | string[]]>([
    ['a zero byte', '\0'],
    ['a quotation mark', "' or 1=1--"],
    ['a line end', 'x\r\nSet-Cookie: struck=1'],
    ['twice', ['x', 'y']],
    ['very long', 'x'.repeat(10_000)],
    ['a number of many digits', '9'.repeat(400)],
  ])('whose query holds %s breaks nothing', async (_, value) => {
    const wrong: string[] = [];
    for (const route of routes.filter(({ method }) => method === 'GET')) {
      const asked = Object.keys((route.query as Schema | undefined)?.properties ?? {});
      for (const key of asked) wrong.push(...(await broken(route, pathOf(route), { [key]: value })));
    }
    expect(wrong).toEqual([]);
  });
});
