/** Uploads begin in this tab: the dock shows them on every page, and the queue is worked on. */
import { dock } from '../../frame/upload-dock.tsx';
import { takeTurn } from './charge.ts';
import { Dock } from './dock.tsx';

/** Safe to call again. The studio's words must be there. */
export function startUploads(): void {
  if (dock.peek()) return;
  dock.value = Dock;
  takeTurn();
}
