/** What the open tabs tell each other about the queue. */

/** How an upload stands at this moment; too short-lived to be kept. */
export interface Pace {
  /** bytes that have left this computer */
  sent: number;
  /** bytes per second; null until there is enough to tell */
  speed: number | null;
}

export type Message =
  /** the items in the database have changed */
  | { kind: 'changed' }
  | { kind: 'file'; id: number; file: File }
  | { kind: 'pace'; id: number; pace: Pace | null };

const channel = new BroadcastChannel('madang-uploads');

/** Tells the other tabs. */
export function say(message: Message): void {
  channel.postMessage(message);
}

/** Hears what other tabs say; never one's own words. */
export function hear(listener: (message: Message) => void): void {
  channel.addEventListener('message', (event: MessageEvent<Message>) => listener(event.data));
}
