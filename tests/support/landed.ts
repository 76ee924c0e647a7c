/** What a transcode has come to: the jobs of a recording, and the segments of it that are listed. */
import { existsSync } from 'node:fs';
import { asc, eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { ask } from '../../scripts/postgres/ask.ts';
import { segmentRuns } from '../../server/database/schema/schema.ts';
import type { Transcoder } from './transcoder.ts';

/** All listed runs of segments, in order. */
export const runsOf = ({ db }: Transcoder, id: string) =>
  db
    .select()
    .from(segmentRuns)
    .where(eq(segmentRuns.recordingId, id))
    .orderBy(asc(segmentRuns.rendition), asc(segmentRuns.run));

/** A recording's jobs as the queue has them; the dead ones are not among them. */
export const jobsOf = ({ url }: Transcoder, id: string) => {
  const query = `select data->>'kind' as kind, data->>'of' as of, (data->>'index')::int as index, state, retry_count
    from pgboss.job where name = 'transcode' and data->>'recordingId' = $1`;
  return ask(url, query, [id]);
};

/** Something is listed, nothing that is not there, and nothing twice. */
export async function expectWhole(transcoder: Transcoder, id: string): Promise<void> {
  const keys = (await runsOf(transcoder, id)).flatMap((run) => run.keys);
  expect(keys).not.toEqual([]);
  expect(keys.filter((key) => !existsSync(transcoder.path(key)))).toEqual([]);
  expect(new Set(keys).size).toBe(keys.length);
}
