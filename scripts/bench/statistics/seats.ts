/** People in front of lectures: viewers without an account, each with a playback session, put in directly. */
import { randomUUID } from 'node:crypto';
import { newToken } from '../../../server/accounts/tokens.ts';
import { ask } from '../../postgres/ask.ts';
import { idOf, lectureAt } from './catalogue.ts';
import type { Seat } from './reports.ts';

/** So long ago that nothing of what is sent can be more than was possible to watch. */
const STARTED = "now() - interval '12 hours'";
const BATCH = 10_000;

/** @returns them in no order, so that neighbours watch different lectures */
export async function seatViewers(database: string, count: number): Promise<Seat[]> {
  const seats: Seat[] = [];
  while (seats.length < count) {
    const rows = Array.from({ length: Math.min(BATCH, count - seats.length) }, () => ({
      viewer: randomUUID(),
      token: newToken(),
      session: randomUUID(),
      lecture: idOf('lecture', lectureAt(Math.random())),
    }));
    await ask(
      database,
      `with seats as (select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[])
          as seat (viewer, token, session, lecture)),
        people as (insert into viewers (id, token_hash)
          select viewer, sha256(convert_to(token, 'UTF8')) from seats)
      insert into playback_sessions (id, viewer_id, lecture_id, recording_id, staff, started_at)
        select session, viewer, lecture, r.id, false, ${STARTED} from seats join recordings r on r.lecture_id = lecture`,
      (['viewer', 'token', 'session', 'lecture'] as const).map((name) => rows.map((row) => row[name])),
    );
    seats.push(...rows.map(({ session, token }) => ({ id: session, token, seq: 0 })));
  }
  await ask(database, 'analyze');
  return seats;
}
