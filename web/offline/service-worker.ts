/**
 * Answers for the site when there is no network: the app itself, and lectures that somebody kept. It keeps nothing that
 * people are told, and with a network it answers no page: so an old app never meets a new API, unless it was open.
 * A new version waits until somebody reloads, or until a page of its own version is open.
 */
import type { Shell } from '../build/shell.ts';
import { isLectureCache, isShellCache, lectureCache, shellCache } from './places.ts';
import { lectureIn, rangeOf, wayOf } from './ways.ts';

/** Written in by `web/build/app.ts`, wherever it is named: so it is named once. */
declare const SHELL: Shell;
const { version, entry, shell, player }: Shell = SHELL;

/** What a service worker has besides what a page has; the types of both cannot be had in one project. */
type Extendable = Event & { waitUntil(work: Promise<unknown>): void };
type Fetched = Extendable & {
  request: Request;
  preloadResponse: Promise<Response | undefined>;
  respondWith(answer: Promise<Response>): void;
};
type Installing = Extendable & { addRoutes?: (routes: unknown) => Promise<void> };
type Worker = {
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  registration: ServiceWorkerRegistration;
};
const worker = self as unknown as Worker;
const on = <T extends Event>(type: string, handler: (event: T) => void) =>
  addEventListener(type, handler as (event: Event) => void);

const PAGE = '/';
const OWN = shellCache(version);
const FILES = [...shell, ...player];

on<Installing>('install', (event) => {
  event.waitUntil(store());
  // Where browsers can, these do not even start it.
  const past = ['/api/*', '/media/*'].map((pathname) => ({ urlPattern: { pathname } }));
  const routes = past.map((condition) => ({ condition, source: 'network' }));
  if (event.addRoutes) event.waitUntil(event.addRoutes(routes).catch(() => undefined));
});

on<Extendable>('activate', (event) => event.waitUntil(begin()));

on<Fetched>('fetch', (event) => {
  const way = wayOf(event.request, location.origin, FILES);
  if (way === 'page') event.respondWith(page(event));
  if (way === 'shell') event.respondWith(file(event.request));
  if (way === 'kept') event.respondWith(kept(event.request));
});

on<MessageEvent<'entry' | 'player' | 'take-over'> & Extendable>('message', (event) => {
  const [port] = event.ports;
  if (event.data === 'entry') port?.postMessage(entry);
  if (event.data === 'take-over') event.waitUntil(worker.skipWaiting());
  if (event.data === 'player') {
    const answer = storePlayer().then(
      () => port?.postMessage(true),
      () => port?.postMessage(false),
    );
    event.waitUntil(answer);
  }
});

/** All of the app's one version, or nothing. */
async function store(): Promise<void> {
  const cache = await caches.open(OWN);
  const page = await fetch(PAGE, { cache: 'reload' });
  if (!page.ok || !(await page.clone().text()).includes(entry)) {
    throw new Error('Another version is being put in place.');
  }
  await cache.put(PAGE, page);
  await cache.addAll([...shell]);
  // Who keeps lectures wants to play them with the new version too.
  if ((await caches.keys()).some(isLectureCache)) await storePlayer();
}

async function storePlayer(): Promise<void> {
  const cache = await caches.open(OWN);
  const missing = await Promise.all(
    player.map(async (address) => ((await cache.match(address)) ? [] : [address])),
  );
  await cache.addAll(missing.flat());
}

async function begin(): Promise<void> {
  const old = (await caches.keys()).filter((name) => isShellCache(name) && name !== OWN);
  await Promise.all(old.map((name) => caches.delete(name)));
  await worker.registration.navigationPreload?.enable();
  await worker.clients.claim();
}

async function page({ request, preloadResponse }: Fetched): Promise<Response> {
  try {
    return (await preloadResponse) ?? (await fetch(request));
  } catch (error) {
    const cached = await caches.match(PAGE, { cacheName: OWN });
    if (cached) return cached;
    throw error;
  }
}

async function file(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  return (await caches.match(pathname, { cacheName: OWN })) ?? fetch(request);
}

async function kept(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const found = await caches.match(pathname, { cacheName: lectureCache(lectureIn(pathname)) });
  return found ? partOf(found, request.headers.get('range')) : new Response(null, { status: 404 });
}

async function partOf(whole: Response, asked: string | null): Promise<Response> {
  if (asked === null) return whole;
  const body = await whole.blob();
  const range = rangeOf(asked, body.size);
  if (range === null) return new Response(body, { headers: whole.headers });
  if (range === 'unsatisfiable') {
    return new Response(null, { status: 416, headers: { 'content-range': `bytes */${body.size}` } });
  }
  const headers = new Headers(whole.headers);
  headers.set('content-range', `bytes ${range.from}-${range.to - 1}/${body.size}`);
  headers.set('content-length', String(range.to - range.from));
  return new Response(body.slice(range.from, range.to), { status: 206, headers });
}
