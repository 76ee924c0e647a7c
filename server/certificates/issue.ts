/** Issuing a certificate: once for each account, course and version of the course's rule. */
import { randomBytes } from 'node:crypto';
import type { AccountRow } from '../accounts/account.ts';
import { watcherOf } from '../accounts/may-watch.ts';
import type { Context } from '../context.ts';
import type { Certificate } from '../contract/certificates.ts';
import type { CourseMissing } from '../contract/completion.ts';
import { only } from '../database/client.ts';
import { certificates } from '../database/schema/schema.ts';
import { Refusal } from '../errors.ts';
import { institutionOf } from '../institution/queries.ts';
import { completionOf } from '../progress/course-queries.ts';
import { shareLedger } from '../progress/ledger-lock.ts';
import { append, lockChain } from './append.ts';
import { issuedDigest, nameDigestOf } from './chain.ts';
import type { Signer } from './key.ts';
import { certificateByRule, certificatesOf, courseNow, daysOf, lastNumber } from './queries.ts';
import { newCode, numberAfter, yearOf } from './wording.ts';

type Person = { account: Pick<AccountRow, 'id' | 'name' | 'role' | 'audience'>; viewerId: string | null };

/**
 * The certificate of a course for whoever completed it: a new one, or the same again.
 * @throws {Refusal} not_found without the course · course_incomplete with what is missing · certificate_revoked
 */
export function issueCertificate(
  { db, clock, config }: Pick<Context, 'db' | 'clock' | 'config'>,
  signer: Signer,
  { account, viewerId }: Person,
  courseId: string,
): Promise<Certificate> {
  return db.transaction(async (tx) => {
    // the rule that it names is the one by which the course is complete
    await shareLedger(tx);
    await lockChain(tx);
    const now = clock();
    const course = await courseNow(tx, courseId);
    if (!course) throw new Refusal('not_found');
    const issued = await certificateByRule(tx, account.id, course.ruleId);
    if (issued?.revokedAt) throw new Refusal('certificate_revoked');
    if (issued) return issued;
    const { completed, missing } = await completionOf(tx, courseId, viewerId, {
      watcher: watcherOf(account),
      now,
    });
    if (!completed || viewerId === null) throw new Refusal('course_incomplete', missing.map(detailOf));

    const nameSalt = randomBytes(32);
    const { name: institution, issuer } = await institutionOf({ db: tx, config });
    const row = {
      number: numberAfter(await lastNumber(tx, yearOf(now)), now),
      code: newCode(),
      accountId: account.id,
      ruleId: course.ruleId,
      name: account.name,
      nameSalt,
      nameDigest: nameDigestOf(nameSalt, account.id, account.name),
      courseTitle: course.title,
      courseTitleEn: course.titleEn,
      ...(await daysOf(tx, courseId, viewerId)),
      seconds: course.seconds,
      ...{ institution, issuer },
      issuedAt: now,
    };
    await tx.insert(certificates).values(row);
    const { number } = row;
    await append(tx, signer, { at: now, event: 'issued', number, digest: issuedDigest(row) });
    return only((await certificatesOf(tx, account.id)).filter((one) => one.number === number));
  });
}

/** What is missing, for people. */
function detailOf(missing: CourseMissing) {
  if (missing.what === 'survey') {
    return {
      field: 'survey',
      message: '만족도 조사에 아직 응답하지 않았습니다. · The survey is not answered.',
    };
  }
  const { lectureId, title, titleEn, forOthers } = missing;
  if (forOthers) {
    return {
      field: `lecture.${lectureId}`,
      message:
        '다른 대상에게 공개된 강의가 과정에 있습니다. · The course has a lecture for another audience.',
    };
  }
  return {
    field: `lecture.${lectureId}`,
    message: `‘${title}’ 강의를 아직 이수하지 않았습니다. · The lecture “${titleEn || title}” is not complete.`,
  };
}
