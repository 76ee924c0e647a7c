/** Why a lecture is not complete, in words. */
import type { CourseRule, Missing, Rule } from '../../server/contract/completion.ts';
import { t } from '../i18n/i18n.ts';
import { duration, percent } from '../ui/format.ts';

/** What a lecture's completion depends on; `seconds` is its duration. */
export interface Ruled {
  rule: Rule;
  seconds: number;
}

/** `90% 중 72% 시청`, `실제 재생 시간 10분 중 6분`. What is asked is rounded up, what there is down. */
export function reason({ what, has, needs }: Missing, { rule, seconds }: Ruled): string {
  return what === 'covered'
    ? t('pages.missingCovered', { needs: percent(rule.share), has: percent(has / seconds) })
    : t('pages.missingElapsed', { needs: duration(Math.ceil(needs)), has: duration(has) });
}

/** All reasons in one phrase; empty when nothing is missing. */
export const reasons = (missing: readonly Missing[], ruled: Ruled): string =>
  missing.map((one) => reason(one, ruled)).join(' · ');

/** The rule in a sentence. */
export function ruleText({ share, elapsedShare }: Rule): string {
  return elapsedShare === 0
    ? t('pages.completionRuleText', { share: percent(share) })
    : t('pages.completionRuleElapsed', { share: percent(share), elapsed: percent(elapsedShare) });
}

/** As `ruleText`, of a course: with its survey where that is asked too. */
export const courseRuleText = (rule: CourseRule): string =>
  rule.surveyRequired ? `${ruleText(rule)} ${t('pages.completionRuleSurvey')}` : ruleText(rule);
