import type { CaptionLanguage } from '../../server/contract/vocabulary.ts';

/** The language's own name, as a list of languages shows it. */
export const LANGUAGE_NAMES: Readonly<Record<CaptionLanguage, string>> = {
  ko: '한국어',
  en: 'English',
  zh: '中文',
  vi: 'Tiếng Việt',
  th: 'ภาษาไทย',
  ru: 'Русский',
};
