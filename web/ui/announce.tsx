/** One polite live region: what changed on the page, said to screen readers. */
import { signal } from '@preact/signals';

const message = signal('');
let turn = false;

/** Says `text` once, after whatever is being read. The same words again are said again. */
export function announce(text: string): void {
  turn = !turn;
  // A screen reader stays silent when a region's text does not change: a no-break space makes it differ.
  message.value = turn ? text : `${text}\u00a0`;
}

export function Announcer() {
  return (
    <p class="visually-hidden" role="status">
      {message}
    </p>
  );
}
