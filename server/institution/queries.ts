/** SQL of what the institution says of itself. */
import type { Context } from '../context.ts';
import type { Institution } from '../contract/institution.ts';
import { type Db, first } from '../database/client.ts';
import { institutions } from '../database/schema/schema.ts';

/** What administrators said last; until they do, what the settings say. */
export async function institutionOf({ db, config }: Pick<Context, 'db' | 'config'>): Promise<Institution> {
  const kept = first(await db.select().from(institutions));
  if (!kept) return config.institution;
  const { one, updatedAt, ...institution } = kept;
  return institution;
}

/** Keeps it, in place of what was said before. */
export async function keepInstitution(tx: Db, institution: Institution, at: Date): Promise<void> {
  const row = { ...institution, updatedAt: at };
  await tx.insert(institutions).values(row).onConflictDoUpdate({ target: institutions.one, set: row });
}
