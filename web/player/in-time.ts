/** When the player's parts may come: after the page, and before they are missed. */

/** What somebody does who is about to use the player. */
const REACHES = ['pointerover', 'pointerdown', 'touchstart', 'keydown', 'focusin'] as const;
/** In which a page that was just loaded is left alone, ms: people look and scroll before they play. */
const REST = 1000;

/** Resolves when the page was loaded and has nothing better to do, and at once when somebody reaches for `element`. */
export function whenWanted(element: HTMLElement): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const done = new AbortController();
  for (const type of REACHES)
    element.addEventListener(type, () => resolve(), { signal: done.signal, passive: true });
  void rested().then(resolve);
  return promise.finally(() => done.abort());
}

async function rested(): Promise<void> {
  if (document.readyState !== 'complete')
    await new Promise((resolve) => addEventListener('load', resolve, { once: true }));
  // long ago, where another page of the site was left for this one
  const [opened] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  await within(REST - performance.now() + (opened?.loadEventStart ?? 0));
  await new Promise<unknown>((resolve) => {
    // Safari has no idle callbacks.
    if ('requestIdleCallback' in globalThis) requestIdleCallback(resolve, { timeout: REST });
    else setTimeout(resolve);
  });
}

const within = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Lets the page be painted and answer before what follows. */
export function breath(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: { yield?: () => Promise<void> } };
  return scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));
}
