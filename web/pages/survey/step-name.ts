import { t } from '../../i18n/i18n.ts';

const STEPS = ['1', '2', '3', '4', '5'] as const;

/** What a step of the scale is called: of `5`, 매우 그렇다. */
export function stepName(step: string): string {
  const known = STEPS.find((one) => one === step);
  return known ? t(`survey.scale_${known}`) : step;
}
