/** Column types and checks that several tables share. */
import { type SQL, sql } from 'drizzle-orm';
import { customType, type PgColumn, timestamp } from 'drizzle-orm/pg-core';

export const createdAt = () => timestamp('created_at', { withTimezone: true }).notNull().defaultNow();
export const updatedAt = () => timestamp('updated_at', { withTimezone: true }).notNull().defaultNow();
/** As `updatedAt`, set with every change that drizzle makes. */
export const changedAt = () => updatedAt().$onUpdate(() => sql`now()`);

/** Whole numbers as a multirange; text form `{[0,12),[30,45)}`. */
export const int4multirange = customType<{ data: string }>({ dataType: () => 'int4multirange' });
export const int8multirange = customType<{ data: string }>({ dataType: () => 'int8multirange' });

/** Lexemes without places; text form `'a' 'b'`. */
export const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

export const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** What viewers may say of themselves, as statistics count by it. */
export const TRAITS = ['audience', 'region'] as const;
export type Trait = (typeof TRAITS)[number];

/** SQL of a check that viewers were away for from 2^away days on, and less than twice that. */
export const awayFits = ({ away, day, previous }: Record<'away' | 'day' | 'previous', PgColumn>): SQL =>
  sql`${day} - ${previous} >= 1 << ${away} and ${day} - ${previous} < 2 << ${away}`;

/** SQL of a check that a column holds one of a closed list of words. */
export function oneOf(column: PgColumn, values: readonly string[]): SQL {
  return sql`${column} in (${sql.raw(values.map((value) => `'${value}'`).join(', '))})`;
}
