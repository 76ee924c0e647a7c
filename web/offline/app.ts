/** The page's side of the service worker: it is registered, and told when to take over from the one before. */
import { newVersion } from '../frame/connection.ts';
import { entryOf } from '../frame/replaced.ts';
import { reviewKept } from './review.ts';

/** A page that stays open looks for a new version this often at most. */
const LOOK_MS = 3_600_000;

/** Readies the site to open without a network, and looks after what is kept for that. Called once. */
export async function startOffline(): Promise<void> {
  const review = () => void reviewKept();
  review();
  addEventListener('online', review);
  await register();
}

/** Registers the service worker. Where that is refused (some private windows), the site works with a network alone. */
async function register(): Promise<void> {
  const registration = await navigator.serviceWorker.register('/sw.js').catch(() => null);
  if (!registration) return;
  const consider = () => void whenWaiting(registration.waiting);
  const follow = () => registration.installing?.addEventListener('statechange', consider);
  registration.addEventListener('updatefound', follow);
  follow();
  consider();
  navigator.serviceWorker.addEventListener('controllerchange', () => void whenControlled());
  lookFrom(registration);
}

/** Whether somebody here asked for the new version. */
let asked = false;

/** A newer one waits: for this page, if that came with it, else for somebody's word. */
async function whenWaiting(waiting: ServiceWorker | null): Promise<void> {
  if (!waiting) return;
  if (await isOurs(waiting)) return takeOver(waiting);
  newVersion.value = () => {
    asked = true;
    takeOver(waiting);
  };
}

const takeOver = (waiting: ServiceWorker) => waiting.postMessage('take-over');

/** Another tab may have let it take over: then this page is an old one, and is reloaded only if somebody says so. */
async function whenControlled(): Promise<void> {
  const { controller } = navigator.serviceWorker;
  if (!controller || (await isOurs(controller))) return;
  if (asked) location.reload();
  else newVersion.value = () => location.reload();
}

/** Whether it is of the version that this page runs. */
async function isOurs(worker: ServiceWorker): Promise<boolean> {
  return entryOf(document) === (await ask<string>(worker, 'entry'));
}

/** Asks the service worker, and gives what it answers. */
export function ask<T>(worker: ServiceWorker, what: 'entry' | 'player'): Promise<T> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data as T);
    worker.postMessage(what, [port2]);
  });
}

function lookFrom(registration: ServiceWorkerRegistration): void {
  let looked = Date.now();
  const look = () => {
    looked = Date.now();
    void registration.update().catch(() => undefined);
  };
  addEventListener('online', look);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && Date.now() - looked > LOOK_MS) look();
  });
}
