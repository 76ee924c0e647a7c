/** Reports sent over many connections at once, each of which waits for its answer before it sends the next. */
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Tell } from '../steps.ts';
import { answerReader } from './answers.ts';
import { type Percentiles, percentilesOf } from './percentiles.ts';
import { reportRequest, type Seat } from './reports.ts';
import { HOST } from './site.ts';

export const CONNECTIONS = 1000;
/** Refused reports after which there is nothing to measure. */
const MOST_REFUSED = 1000;
/** ms that answers may still take once no new report is sent. */
const DRAIN_MS = 30_000;

export type LoadOptions<Spent> = {
  port: number;
  /** more of them than connections, each with one report under way at most; none has reported yet */
  seats: readonly Seat[];
  /** from when the first report of each is acknowledged */
  measuredSeconds: number;
  /** looked at before and after the measured seconds */
  spent: () => Spent;
  signal: AbortSignal;
  tell: Tell;
};

export type Load<Spent> = {
  /** answers with status 200, of all the time */
  acknowledged: number;
  /** other answers; the same report was sent again */
  refused: number;
  /** first reports acknowledged a second: they cost more than all others, and come before the measured seconds */
  begunPerSecond: number;
  /** acknowledged within the measured seconds, and ms until then of each */
  measured: number;
  perSecond: number;
  latency: Percentiles;
  spent: { before: Spent; after: Spent };
};

/** @throws when reports stay unacknowledged, or a connection breaks */
export async function sendReports<Spent>(options: LoadOptions<Spent>): Promise<Load<Spent>> {
  const { port, seats, measuredSeconds, spent, signal, tell } = options;
  const { promise: broken, reject: fail } = Promise.withResolvers<never>();
  const { promise: drained, resolve: settle } = Promise.withResolvers<void>();
  const { promise: allBegun, resolve: begin } = Promise.withResolvers<void>();
  const queue = queueOf(seats);
  /** whose last report was refused */
  const owed: Seat[] = [];
  const latencies: number[] = [];
  const counts = { acknowledged: 0, refused: 0, underWay: 0, begun: 0 };
  let stage: 'beginning' | 'measured' | 'draining' = 'beginning';

  const sendNext = (socket: Socket, connection: Connection) => {
    const seat = owed.pop() ?? (stage === 'draining' ? undefined : queue.take());
    if (!seat) {
      if (stage === 'draining' && counts.underWay === 0) settle();
      return;
    }
    counts.underWay++;
    connection.seat = seat;
    connection.sentAt = performance.now();
    socket.write(reportRequest(seat, port), 'latin1');
  };
  const answered = (status: number, socket: Socket, connection: Connection) => {
    counts.underWay--;
    const { seat } = connection;
    if (!seat) return fail(new Error('An answer to nothing.'));
    if (status === 200) {
      counts.acknowledged++;
      if (seat.seq++ === 0 && ++counts.begun === seats.length) begin();
      queue.put(seat);
      if (stage === 'measured') latencies.push(performance.now() - connection.sentAt);
    } else {
      owed.push(seat);
      if (++counts.refused > MOST_REFUSED) return fail(new Error(`The API refuses reports: ${status}.`));
    }
    sendNext(socket, connection);
  };

  const sockets = Array.from({ length: CONNECTIONS }, () => {
    const connection: Connection = { seat: null, sentAt: 0 };
    const socket = open(port, (status) => answered(status, socket, connection), fail);
    socket.once('connect', () => sendNext(socket, connection));
    return socket;
  });
  try {
    tell('everybody begins');
    const connected = performance.now();
    await Promise.race([allBegun, broken, aborted(signal)]);
    const began = performance.now();
    stage = 'measured';
    tell('measuring');
    const before = spent();
    await Promise.race([sleep(measuredSeconds * 1000, undefined, { signal }), broken]);
    const after = spent();
    const seconds = (performance.now() - began) / 1000;
    const measured = latencies.length;
    stage = 'draining';
    const late = sleep(DRAIN_MS, undefined, { ref: false }).then(() => {
      throw new Error(`${counts.underWay + owed.length} reports were never acknowledged.`);
    });
    await Promise.race([drained, broken, late]);
    const { acknowledged, refused } = counts;
    return {
      acknowledged,
      refused,
      begunPerSecond: (seats.length * 1000) / (began - connected),
      measured,
      perSecond: measured / seconds,
      latency: percentilesOf(latencies),
      spent: { before, after },
    };
  } finally {
    for (const socket of sockets) socket.destroy();
  }
}

type Connection = { seat: Seat | null; sentAt: number };

/** Bytes are read into one piece of memory: at this rate the garbage of a stream would be felt. */
function open(port: number, answered: (status: number) => void, fail: (error: Error) => void): Socket {
  const read = answerReader();
  const callback = (length: number, buffer: Uint8Array) => {
    try {
      const status = read((buffer as Buffer).subarray(0, length));
      if (status !== null) answered(status);
    } catch (error) {
      fail(error as Error);
    }
    return true;
  };
  const socket = connect({
    ...{ host: HOST, port, noDelay: true },
    onread: { buffer: Buffer.alloc(16_384), callback },
  });
  socket.once('error', fail);
  socket.once('end', () => fail(new Error('The API closed a connection.')));
  return socket;
}

/** First in, first out, in a ring that never grows. */
function queueOf(seats: readonly Seat[]) {
  const ring: (Seat | undefined)[] = [...seats];
  let [first, next, waiting] = [0, 0, ring.length];
  return {
    take(): Seat | undefined {
      if (waiting === 0) return undefined;
      waiting--;
      const seat = ring[first];
      first = (first + 1) % ring.length;
      return seat;
    },
    put(seat: Seat) {
      waiting++;
      ring[next] = seat;
      next = (next + 1) % ring.length;
    },
  };
}

const aborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
