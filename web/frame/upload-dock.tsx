/** Where the dock with what staff upload stands on every page; what is in it comes only once something is uploaded. */
import { effect, signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useLocation } from 'preact-iso';
import { factorDue, isStaff } from '../session.ts';

export interface DockProps {
  /** whether the page is a lecture's, whose player must stay free */
  besidePlayer: boolean;
}

/** The dock, once this tab shows the queue of uploads. */
export const dock = signal<ComponentType<DockProps> | null>(null);

/** Uploads go on by themselves on every page, as soon as somebody is signed in who may upload. Called once at start. */
export function startWaitingUploads(): void {
  const stop = effect(() => {
    if (!isStaff.value || factorDue.value) return;
    queueMicrotask(() => stop());
    import('../studio/upload/waiting.ts').then(
      ({ followWaiting }) => followWaiting(),
      // the server is away, or the line: once there is one again
      () => addEventListener('online', startWaitingUploads, { once: true }),
    );
  });
}

export function UploadDock() {
  const { path } = useLocation();
  const Dock = dock.value;
  return Dock && <Dock besidePlayer={path.startsWith('/lectures/')} />;
}
