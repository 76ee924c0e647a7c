/**
 * The font of all pages. It is half a megabyte, more than all else on a page: whoever comes for the first time reads the
 * first page in the device's own, at once, and nothing moves under their eyes. It comes with the second page, and is
 * there from the beginning wherever the app keeps it.
 */
import bold from '../../node_modules/krds-uiux/resources/fonts/PretendardGOV-Bold.subset.woff2';
import regular from '../../node_modules/krds-uiux/resources/fonts/PretendardGOV-Regular.subset.woff2';

const FACES = [
  ['400', regular],
  ['700', bold],
] as const;
let isAdded = false;

/** Called once at start. */
export function startFont(): void {
  if (navigator.serviceWorker?.controller) addFont();
}

/** A weight is loaded when something is written in it. */
export function addFont(): void {
  if (isAdded) return;
  isAdded = true;
  for (const [weight, url] of FACES) {
    document.fonts.add(
      new FontFace('Pretendard GOV', `url(${url}) format("woff2")`, { weight, display: 'swap' }),
    );
  }
}
