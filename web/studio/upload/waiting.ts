/** Whether something waits to be uploaded: only then a page that is not the studio's loads what works on it. */
import { effect } from '@preact/signals';
import { dock } from '../../frame/upload-dock.tsx';
import { loadWords } from '../../i18n/i18n.ts';
import { account, factorDue, isStaff } from '../../session.ts';
import { hear } from './channel.ts';
import { holdFile } from './files.ts';
import { readItems } from './store.ts';

/** Looks now, whenever somebody signs in, and whenever another tab changes the queue. Call once in a tab. */
export function followWaiting(): void {
  hear((message) => {
    // only this tab may be left to send it
    if (message.kind === 'file') holdFile(message.id, message.file);
    if (message.kind === 'changed') void look();
  });
  effect(() => {
    if (account.value && !factorDue.value) void look();
  });
}

async function look(): Promise<void> {
  const accountId = account.peek()?.id;
  if (dock.peek() || !isStaff.peek() || factorDue.peek()) return;
  try {
    const items = await readItems();
    if (!items.some((item) => item.accountId === accountId && item.step !== 'done')) return;
    const [{ startUploads }] = await Promise.all([import('./start.ts'), loadWords('studio')]);
    startUploads();
  } catch {
    // Offline, or the server is away, or the browser does not open the queue: the next look may find it.
    addEventListener('online', () => void look(), { once: true });
  }
}
