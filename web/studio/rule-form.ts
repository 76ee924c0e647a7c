/** A rule of completion as a form holds it, and as the API takes it. */
import type { CourseRule, Rule } from '../../server/contract/completion.ts';

/** What completes lectures; percent, as people type it. */
export interface RuleForm {
  share: string;
  elapsedShare: string;
}

export type RuleFaults = Partial<Record<keyof RuleForm, 'ruleShareInvalid' | 'ruleElapsedInvalid'>>;

const typed = (share: number) => String(Number((share * 100).toFixed(4)));

/** A rule as a form; without one that of a new course. */
export function ruleForm({ share, elapsedShare }: Rule = { share: 0.9, elapsedShare: 0 }): RuleForm {
  return { share: typed(share), elapsedShare: typed(elapsedShare) };
}

/** What is wrong, by field; empty when the form can be saved. */
export function ruleFaults({ share, elapsedShare }: RuleForm): RuleFaults {
  return {
    ...(!isWithin(share, 10, 100) && { share: 'ruleShareInvalid' as const }),
    ...(!isWithin(elapsedShare, 0, 100) && { elapsedShare: 'ruleElapsedInvalid' as const }),
  };
}

/** The form as the API takes it. Check the faults first. */
export function ruleOf({ share, elapsedShare }: RuleForm): Rule {
  return { share: shareOf(share), elapsedShare: shareOf(elapsedShare) };
}

/** Whether two rules are the same. */
export const isSameRule = (one: CourseRule, other: CourseRule): boolean =>
  one.share === other.share &&
  one.elapsedShare === other.elapsedShare &&
  one.surveyRequired === other.surveyRequired;

/** As the same share is written: 33.3 % is 0.333, and not a little less. */
const shareOf = (typed: string): number => Number((Number(typed) / 100).toFixed(6));

const isWithin = (text: string, least: number, most: number): boolean =>
  text.trim() !== '' && Number(text) >= least && Number(text) <= most;
