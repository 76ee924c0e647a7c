/** The least that a route's contract lets in. */
import type { Schema } from './fuzz.ts';

/** What has a form that a schema only describes. */
const BY_FORM: [RegExp, string][] = [
  [/uuid/, crypto.randomUUID()],
  [/date-time/, '2026-11-24T03:00:00.000Z'],
  [/@/, 'nobody@example.org'],
  [/43/, 'A'.repeat(43)],
];

/** @param schema of JSON Schema, as far as the contract uses it */
export function least(schema: unknown): unknown {
  const { const: only, enum: some, anyOf, type, ...rest } = (schema ?? {}) as Schema;
  if (only !== undefined) return only;
  if (some) return some[0];
  if (anyOf) return least(anyOf[0]);
  if (type === 'object') {
    const properties = rest.properties ?? {};
    return Object.fromEntries((rest.required ?? []).map((name) => [name, least(properties[name])]));
  }
  if (type === 'array') return Array.from({ length: rest.minItems ?? 0 }, () => least(rest.items));
  if (type === 'integer' || type === 'number') return rest.minimum ?? 0;
  if (type === 'boolean') return false;
  if (type === 'null') return null;
  const form = rest.format ?? rest.pattern;
  const known = form && BY_FORM.find(([pattern]) => pattern.test(form));
  return known ? known[1] : 'x'.repeat(rest.minLength ?? 1);
}
