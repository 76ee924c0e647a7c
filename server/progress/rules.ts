/** Another rule of completion, and whoever has watched enough by it already. */

import { sql } from 'drizzle-orm';
import type { AccountRow } from '../accounts/account.ts';
import { recordAudit } from '../audit/record.ts';
import type { Context } from '../context.ts';
import type { RuleChange } from '../contract/completion.ts';
import type { Db } from '../database/client.ts';
import { Refusal } from '../errors.ts';
import { seoulDay } from './days.ts';
import { holdLedger } from './ledger-lock.ts';
import { regrouped } from './regroup.ts';
import { insertRule, lectureIdsOf, lockRule, markMet } from './rule-queries.ts';
import { addSums } from './sum-queries.ts';
import { countSums } from './sums.ts';

/**
 * Gives a course another rule. Nobody loses a completion; whoever meets the rule completes at once, counted
 * on the day of the change. The same rule again is no new version.
 * @throws {Refusal} not_found without the course · conflict when its rule is no longer the version that was seen ·
 *   survey_missing when the survey is required that the course does not have
 */
export async function changeRule(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  courseId: string,
  { from, share, elapsedShare, surveyRequired }: RuleChange,
  actor: Pick<AccountRow, 'id' | 'role'>,
): Promise<void> {
  const now = clock();
  await db.transaction(async (tx) => {
    await holdLedger(tx);
    const present = await lockRule(tx, courseId);
    if (!present) throw new Refusal('not_found');
    if (present.version !== from) throw new Refusal('conflict');
    if (surveyRequired && !present.hasSurvey) throw new Refusal('survey_missing');
    const isSame =
      present.share === share &&
      present.elapsedShare === elapsedShare &&
      present.surveyRequired === surveyRequired;
    if (isSame) return;
    const since = present.surveySince === null ? now : new Date(present.surveySince);
    await insertRule(tx, {
      ...{ share, elapsedShare, surveySince: surveyRequired ? since : null },
      ...{ courseId, version: from + 1, createdBy: actor.id, createdAt: now },
    });
    await regrouped(tx, sql`l.course_id = ${courseId}::uuid`, async () =>
      completeMet(tx, await lectureIdsOf(tx, courseId, 'all'), now),
    );
    await recordAudit(tx, {
      ...{ at: now, actor, action: 'rule.changed', subject: { kind: 'course', id: courseId } },
      details: { version: from + 1, share, elapsedShare, surveyRequired },
    });
  });
}

/** Completes these lectures for whoever has watched enough by the rule that holds now. The ledger is held. */
export async function completeMet(tx: Db, lectureIds: readonly string[], now: Date): Promise<void> {
  const completions = await markMet(tx, lectureIds, now);
  const counts = { day: seoulDay(now), views: 0, watchedMs: 0 };
  await addSums(tx, [countSums(completions.map((row) => ({ ...row, ...counts })))]);
}
