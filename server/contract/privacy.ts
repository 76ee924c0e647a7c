/** What one may do with one's own data: have all of it, and take it back. */
import { type Static, Type } from 'typebox';
import { Account } from './accounts.ts';
import { CertificateList } from './certificates.ts';
import { ConsentList } from './consents.ts';
import { Range } from './playback.ts';
import { Browser, System } from './quality.ts';
import { Answer, Question } from './surveys.ts';
import { Day, Id, Role, Seconds, Time } from './vocabulary.ts';

const OrNull = { time: Type.Union([Time, Type.Null()]) };
const lecture = { lectureId: Id, title: Type.String(), titleEn: Type.String() };

/** `GET /api/me/export`: everything that is kept of an account, but its password, of which there is a hash alone. */
export const OwnData = Type.Object({
  exportedAt: Time,
  account: Account,
  /** whom the institution's provider knows them as; null = they never signed in with it */
  identity: Type.Union([
    Type.Object({ issuer: Type.String(), subject: Type.String(), createdAt: Time }),
    Type.Null(),
  ]),
  consents: ConsentList.properties.items,
  /** what they said of themselves before, and the last day that statistics count by it */
  formerTraits: Type.Array(Type.Object({ until: Day, audience: Type.String(), region: Type.String() })),
  sessions: Type.Array(
    Type.Object({ browser: Browser, system: System, createdAt: Time, lastSeenAt: Time, expiresAt: Time }),
  ),
  /** what was watched of each lecture, and how far */
  watched: Type.Array(
    Type.Object({
      ...lecture,
      /** days of Asia/Seoul, in order */
      days: Type.Array(Day),
      ranges: Type.Array(Range),
      /** seconds that were played, again and again included */
      played: Seconds,
      /** where it resumes */
      position: Seconds,
      completedAt: OrNull.time,
    }),
  ),
  /** every opening of a lecture, with what was played: single stretches are kept for LEDGER_DAYS alone */
  plays: Type.Array(
    Type.Object({
      ...lecture,
      startedAt: Time,
      /** of a copy that was kept on the device */
      offline: Type.Boolean(),
      segments: Type.Array(
        Type.Object({ from: Seconds, to: Seconds, rate: Type.Number(), receivedAt: Time }),
      ),
    }),
  ),
  notes: Type.Array(
    Type.Object({ ...lecture, at: Seconds, text: Type.String(), createdAt: Time, updatedAt: Time }),
  ),
  certificates: CertificateList.properties.items,
  surveys: Type.Array(
    Type.Object({
      courseId: Id,
      courseTitle: Type.String(),
      courseTitleEn: Type.String(),
      answeredAt: Time,
      questions: Type.Array(Question),
      /** one for each question, in their order */
      answers: Type.Array(Answer),
    }),
  ),
  /** of staff: recordings they sent, and lectures they manage */
  uploads: Type.Array(Type.Object({ name: Type.String(), bytes: Type.Integer(), createdAt: Time })),
  managedLectures: Type.Array(Type.Object(lecture)),
  /** who looked at their data or changed their role, as the access log names them */
  accesses: Type.Array(Type.Object({ at: Time, action: Type.String(), role: Role })),
});
export type OwnData = Static<typeof OwnData>;

/** `POST /api/me/withdrawal`: without a password by who has none, and has just signed in. */
export const Withdrawal = Type.Object(
  { password: Type.Optional(Type.String({ maxLength: 256 })) },
  { additionalProperties: false },
);
