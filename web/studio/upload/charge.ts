/** The tab in charge works on the queue; the others wait for it to close. */
import { effect } from '@preact/signals';
import { account } from '../../session.ts';
import { afterFailure, stepErrorOf } from './failure.ts';
import type { NewUploadItem, UploadItem } from './item.ts';
import { mustStop, nextItems, nextLook } from './plan.ts';
import { change, followQueue, queue } from './queue.ts';
import { perform } from './steps.ts';

const LOCK = 'madang-uploads';

const atWork = new Map<number, AbortController>();
let alarm: ReturnType<typeof setTimeout> | undefined;

/** Shows the queue in this tab and works on it as soon as no other tab does. Call once in a tab. */
export function takeTurn(): void {
  void followQueue();
  // Without locks (plain HTTP in an office network) every tab works; the server's own lock keeps the bytes in order.
  if (navigator.locks) void navigator.locks.request(LOCK, () => new Promise<never>(takeCharge));
  else takeCharge();
}

function takeCharge(): void {
  effect(look);
  window.addEventListener('online', () => void retryAll());
}

function own(): UploadItem[] {
  const accountId = account.value?.id;
  return (queue.value ?? []).filter((item) => item.accountId === accountId);
}

function look(): void {
  const items = own();
  for (const [id, controller] of atWork) {
    if (mustStop(items.find((item) => item.id === id))) controller.abort();
  }
  const now = Date.now();
  for (const item of nextItems(items, new Set(atWork.keys()), now)) void workOn(item);
  clearTimeout(alarm);
  const at = nextLook(items, now);
  if (at !== null) alarm = setTimeout(look, at - now);
}

async function workOn(item: UploadItem): Promise<void> {
  const controller = new AbortController();
  atWork.set(item.id, controller);
  try {
    await perform(item, controller.signal);
  } catch (error) {
    await change(item.id, failed(item, error));
  } finally {
    atWork.delete(item.id);
    look();
  }
}

function failed(item: UploadItem, error: unknown): Partial<NewUploadItem> {
  const failure = stepErrorOf(error);
  if (failure === null) {
    console.error(error);
    return { refused: true, trouble: null };
  }
  // Bytes that arrived since it began have reset the count of failures.
  return afterFailure(own().find(({ id }) => id === item.id) ?? item, failure, Date.now());
}

async function retryAll(): Promise<void> {
  for (const item of own()) {
    if (item.retryAt !== null) await change(item.id, { retryAt: null });
  }
}
