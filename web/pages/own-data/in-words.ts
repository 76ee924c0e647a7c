/** What is kept of somebody, in words. Pure but for the language. */
import type { OwnData } from '../../../server/contract/privacy.ts';
import type { Answer, Question } from '../../../server/contract/surveys.ts';
import { localized, t } from '../../i18n/i18n.ts';
import { roleName } from '../../i18n/vocabulary.ts';
import { clock } from '../../ui/format.ts';
import { stepName } from '../survey/step-name.ts';

/** What somebody answered: the step's or the option's own words. */
export function answerText(question: Question, answer: Answer): string {
  if (answer === null) return t('privacy.unanswered');
  if (typeof answer === 'string') return answer;
  if (question.kind === 'scale') return stepName(`${answer}`);
  const option = question.options[answer];
  return option ? localized(option.text, option.textEn) : `${answer}`;
}

const ACTIONS = [
  'people.read',
  'progress.read',
  'role.changed',
  'learners.read',
  'sessions.read',
  'session.ended',
  'sessions.ended',
  'factor.reset',
  'certificate.read',
  'certificate.revoked',
] as const;

/** Of what administrators do to lectures of other people. */
const LECTURES = /^(lecture|recording|captions|chapters|poster|handout)\./;

/** What was done, and by somebody of which role. */
export function accessName({ action, role }: OwnData['accesses'][number]): string {
  const known = ACTIONS.find((one) => one === action);
  const word = known ?? (LECTURES.test(action) ? 'lecture' : 'other');
  return `${roleName(role)}: ${t(`privacy.act_${word}`)}`;
}

/** `0:00–12:30, 20:00–25:10` */
export const rangesText = (ranges: OwnData['watched'][number]['ranges']): string =>
  ranges.map(({ from, to }) => `${clock(from)}–${clock(to)}`).join(', ');
