/** Where the keyboard's focus goes when the control that had it goes away. */

const CONTROLS = 'a[href], button, input:not([type=hidden]), select, textarea, summary';

/** A control, and the place of each thing it stands in: innermost first. */
type Place = { element: Element; index: number }[];

/**
 * As the `ref` of a container: what had the focus in it and is removed hands it to the control that takes its place, to
 * the next one after it, or to the container's heading; without this the focus falls to the page's beginning. A dialog in
 * it counts as the control that opened it.
 */
export function keepFocus(container: Element | null): (() => void) | undefined {
  if (!container) return;
  let place: Place = [];
  const own = container.closest('dialog');
  const remember = ({ target }: Event) => {
    if (target instanceof Element && target.closest('dialog') === own) place = placeOf(target, container);
  };
  const look = () => {
    if (!isLost() || place[0]?.element.isConnected !== false) return;
    (successorOf(place) ?? headingOf(container))?.focus();
  };
  const leave = ({ target }: Event) => {
    // somewhere else of one's own will: what is removed later is nobody's loss
    if (target instanceof Element && !container.contains(target)) place = [];
  };
  const observer = new MutationObserver(look);
  observer.observe(container, { childList: true, subtree: true, attributeFilter: ['open'] });
  container.addEventListener('focusin', remember);
  document.addEventListener('focusin', leave);
  return () => {
    observer.disconnect();
    container.removeEventListener('focusin', remember);
    document.removeEventListener('focusin', leave);
    const had = place.length > 0;
    // once all of it is gone, the page's own content
    queueMicrotask(() => {
      if (had && isLost()) document.getElementById('content')?.focus({ preventScroll: true });
    });
  };
}

const isLost = () => document.activeElement === null || document.activeElement === document.body;

function placeOf(control: Element, container: Element): Place {
  const place: Place = [];
  for (let at: Element | null = control; at; at = at === container ? null : at.parentElement) {
    place.push({ element: at, index: [...(at.parentElement?.children ?? [])].indexOf(at) });
  }
  return place;
}

/** The control nearest to where one was: in the innermost thing that is still there, those after it before those before it. */
function successorOf(place: Place): HTMLElement | undefined {
  for (let depth = 1; depth < place.length; depth += 1) {
    const around = place[depth]?.element;
    const index = place[depth - 1]?.index ?? 0;
    if (!around?.isConnected) continue;
    const children = [...around.children];
    const found = [...children.slice(index), ...children.slice(0, index).reverse()]
      .flatMap((child) => [child, ...child.querySelectorAll(CONTROLS)])
      .find(
        (element) =>
          element.matches(CONTROLS) &&
          element.checkVisibility() &&
          element.closest('dialog') === around.closest('dialog'),
      );
    if (found instanceof HTMLElement) return found;
  }
  return undefined;
}

function headingOf(container: Element): HTMLElement | null {
  const heading = (container.closest('section, main') ?? container).querySelector<HTMLElement>('h1, h2');
  if (heading) heading.tabIndex = -1;
  return heading;
}
