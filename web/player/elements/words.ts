/** What media-chrome's elements say, which they take when they are made: this comes before them. */
import { addTranslation, setLanguage } from 'media-chrome/dist/utils/i18n.js';
import { language } from '../../i18n/i18n.ts';
import { mediaChromeKo } from '../../i18n/media-chrome.ts';

addTranslation('ko', mediaChromeKo);
setLanguage(language.peek());

export { setLanguage };
