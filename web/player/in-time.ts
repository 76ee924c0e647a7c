/** When the player's parts may come: after the page, and before they are missed. */

/** What somebody does who is about to use the player. */
const REACHES = ['pointerover', 'pointerdown', 'touchstart', 'keydown', 'focusin'] as const;
/** A page that never rests gets its player all the same, ms. */
const PATIENCE = 1000;

/** Resolves when the page has nothing better to do, and at once when somebody reaches for `element`. */
export function whenWanted(element: HTMLElement): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const done = new AbortController();
  for (const type of REACHES)
    element.addEventListener(type, () => resolve(), { signal: done.signal, passive: true });
  // Safari has no idle callbacks.
  if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: PATIENCE });
  else setTimeout(resolve, PATIENCE / 5);
  return promise.finally(() => done.abort());
}

/** Lets the page be painted and answer before what follows. */
export function breath(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: { yield?: () => Promise<void> } };
  return scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));
}
