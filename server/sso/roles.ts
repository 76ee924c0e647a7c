/** What somebody may do here, by what the institution's provider says of them. Pure. */
import type { Role } from '../contract/vocabulary.ts';
import type { RoleMapping } from './settings.ts';

/** What the provider says, of which nothing is known but that it is JSON. */
export type Claims = Readonly<Record<string, unknown>>;

/** The highest role that a value of the claim stands for; `resident` without any. Values are compared whole. */
export function roleOf(claims: Claims, { claim, staff, administrators }: RoleMapping): Role {
  const values = valuesAt(claims, claim);
  if (administrators.some((value) => values.includes(value))) return 'administrator';
  return staff.some((value) => values.includes(value)) ? 'staff' : 'resident';
}

function valuesAt(claims: Claims, path: string): unknown[] {
  // a claim's own name may have dots: `https://example.org/roles`
  const found = Object.hasOwn(claims, path)
    ? claims[path]
    : path.split('.').reduce<unknown>(memberOf, claims);
  return Array.isArray(found) ? found : [found];
}

function memberOf(of: unknown, name: string): unknown {
  if (typeof of !== 'object' || of === null || !Object.hasOwn(of, name)) return undefined;
  return (of as Claims)[name];
}
