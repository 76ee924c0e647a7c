/** The element around the picture, which the others ask, its store, and their words. */
export { setLanguage } from './words.ts';

import 'media-chrome/media-controller';

export { createStore } from './store.ts';
