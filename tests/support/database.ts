/** A database of its own for a test file, with this version's schema and nothing in it. */
import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { ask } from '../../scripts/postgres/ask.ts';

export type TestDatabase = { url: string; drop: () => Promise<void> };

/**
 * Copies the template, which takes about as long as a query. Call `drop` in `afterAll`; connections
 * that are still open then are cut.
 */
export const testDatabase = (): Promise<TestDatabase> =>
  createDatabase(` template ${new URL(inject('templateUrl')).pathname.slice(1)}`);

/** One without any tables, as an empty host has. */
export const emptyDatabase = (): Promise<TestDatabase> => createDatabase('');

async function createDatabase(like: string): Promise<TestDatabase> {
  const template = inject('templateUrl');
  const name = `test_${randomBytes(8).toString('hex')}`;
  const run = async (statement: string) => {
    await ask(beside(template, 'postgres'), statement);
  };
  await run(`create database ${name}${like}`);
  return { url: beside(template, name), drop: () => run(`drop database if exists ${name} with (force)`) };
}

/** Address of another database on the same server. */
function beside(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}
