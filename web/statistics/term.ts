/** What a number is called, and what exactly it counts: only what has a definition can head a column or a card. */

import { t } from '../i18n/i18n.ts';
import type { ko } from '../i18n/statistics.ts';

type Word = keyof typeof ko & string;

/** A word of statistics that has a definition. */
export type Term = { [W in Word]: `${W}_definition` extends Word ? W : never }[Word];

export const nameOf = (term: Term): string => t(`statistics.${term}`);

export const definitionOf = (term: Term): string => t(`statistics.${term}_definition`);
