/** Values near what a JSON Schema describes, and of no kind that anybody means: for properties of fast-check. */
import fc from 'fast-check';

/** Every run tries the same; a failure names the seed it had, and another is tried with FUZZ_SEED. */
export const SEED = Number(process.env.FUZZ_SEED ?? 20_261_201);

/** JSON Schema, as far as the contract uses it. */
export type Schema = {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  format?: string;
  pattern?: string;
};

/** What has broken programs before. */
const EVIL: string[] = [
  ...['', ' ', '\0', '\ud800', '\u202e', '%00', '%', '..', '../../etc/passwd', '__proto__', 'constructor'],
  ...["' or 1=1 --", '<script>', '"><img src=x onerror=x>', '=1+1', 'x\r\nX-Y: z', '-i', '{}', '[]'],
  ...[
    'null',
    'NaN',
    '1e999',
    '-1',
    '0x10',
    '9'.repeat(400),
    'x'.repeat(3000),
    '각'.normalize('NFD'),
    '👩‍👩‍👧',
  ],
  ...['0000-00-00', '9999-12-31', '-271821-04-20T00:00:00Z', '2026-02-30T25:61:61Z', '00:00:01.000 --> x'],
];
const NUMBERS = [0, -0, -1, 0.1, 2 ** 31 - 1, 2 ** 31, 2 ** 53, 1e21, 1e308, -1e308, 5e-324];
const evil = fc.constantFrom(...EVIL);
const junk: fc.Arbitrary<unknown> = fc.oneof(
  evil,
  fc.constantFrom(...NUMBERS),
  fc.string(),
  fc.jsonValue({ maxDepth: 2 }),
);

const day = fc.date({ min: new Date('0001-01-02'), max: new Date('9999-12-30'), noInvalidDate: true });
const recent = fc.date({ min: new Date('2026-10-01'), max: new Date('2026-12-31'), noInvalidDate: true });
const date = fc.oneof({ weight: 3, arbitrary: recent }, day).map((one) => one.toISOString());

/**
 * @param known ids of what is there
 * @returns mostly what the schema describes, now and then something else in any place of it
 */
export function near(schema: Schema, known: readonly string[]): fc.Arbitrary<unknown> {
  const spoilt = (meant: fc.Arbitrary<unknown>) =>
    fc.oneof({ weight: 30, arbitrary: meant }, { weight: 1, arbitrary: junk });
  const { const: only, enum: some, anyOf, type } = schema;
  if (only !== undefined) return spoilt(fc.constant(only));
  if (some) return spoilt(fc.constantFrom(...some));
  if (anyOf) return fc.oneof(...anyOf.map((one) => near(one, known)));
  if (type === 'object') return spoilt(objectNear(schema, known));
  if (type === 'array') {
    const { items = {}, minItems = 0, maxItems = 5 } = schema;
    const size = { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, 5)) };
    return spoilt(fc.array(near(items, known), size));
  }
  if (type === 'integer' || type === 'number') return spoilt(numberNear(schema));
  if (type === 'boolean') return spoilt(fc.boolean());
  if (type === 'null') return spoilt(fc.constant(null));
  return type === 'string' ? spoilt(textNear(schema, known)) : junk;
}

/** Fields may be missing, or be too many. */
function objectNear({ properties = {}, required = [] }: Schema, known: readonly string[]) {
  const fields = Object.entries(properties).map(([name, one]) => [name, near(one, known)] as const);
  const record = (requiredKeys: string[]) => fc.record(Object.fromEntries(fields), { requiredKeys });
  const more = fc.dictionary(fc.oneof(evil, fc.string()), junk, { maxKeys: 2, noNullPrototype: true });
  return fc.oneof(
    { weight: 20, arbitrary: record(required) },
    { weight: 1, arbitrary: record([]) },
    { weight: 1, arbitrary: fc.tuple(record(required), more).map(([own, other]) => ({ ...own, ...other })) },
  );
}

function numberNear({ type, minimum = -1e9, maximum = 1e9 }: Schema): fc.Arbitrary<unknown> {
  const ends = fc.constantFrom(minimum, maximum);
  if (type === 'integer') {
    const [min, max] = [Math.ceil(minimum), Math.floor(maximum)];
    return fc.oneof(ends, fc.integer({ min, max: Math.min(max, min + 100) }), fc.integer({ min, max }));
  }
  return fc.oneof(ends, fc.double({ min: minimum, max: maximum, noNaN: true }));
}

function textNear({ format, pattern, minLength = 0, maxLength = 200 }: Schema, known: readonly string[]) {
  if (format === 'uuid') {
    const there = known.length > 0 ? fc.constantFrom(...known) : fc.uuid();
    return fc.oneof({ weight: 8, arbitrary: there }, fc.uuid());
  }
  if (format === 'date') return date.map((text) => text.slice(0, 10));
  if (format === 'date-time') return date;
  if (pattern && pattern !== '\\S') return fc.stringMatching(new RegExp(pattern, 'u'));
  const most = Math.max(minLength, Math.min(maxLength, 40));
  return fc.oneof(
    fc.string({ unit: 'grapheme', minLength, maxLength: most }),
    evil.filter(({ length }) => length >= minLength && length <= maxLength),
    fc.constant('가'.repeat(Math.min(maxLength, 20_000))),
  );
}
