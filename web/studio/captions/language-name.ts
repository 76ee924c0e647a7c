import type { CaptionLanguage } from '../../../server/contract/vocabulary.ts';
import { t } from '../../i18n/i18n.ts';

/** A language of captions in the reader's language. */
export const languageName = (of: CaptionLanguage): string => t(`studio.language_${of}`);
