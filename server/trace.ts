/**
 * For whom something is done: the id of the request that asked for it goes along with whatever follows from it, through
 * awaits, into the jobs it adds and those that they add, and stands in every line that is logged on the way.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

const requests = new AsyncLocalStorage<string>();

/** The request's id; undefined for what nobody asked for, such as a sweep. */
export const currentRequest = (): string | undefined => requests.getStore();

/** Does it, and all that follows from it, for that request. */
export const forRequest = <T>(id: string | undefined, work: () => T): T =>
  id === undefined ? work() : requests.run(id, work);
