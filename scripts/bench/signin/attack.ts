/** People who try passwords, as fast as they are answered, each from another address: what slows down one does not slow them. */
import { randomInt, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { HOST } from '../statistics/site.ts';

/** Answers, by HTTP status. */
export type Answers = Map<number, number>;

/** @param many at once @returns how to end it: with what was answered */
export function attack(port: number, many: number): () => Promise<Answers> {
  const answers: Answers = new Map();
  const agent = new Agent({ keepAlive: true, maxSockets: many });
  let over = false;
  const attackers = Array.from({ length: many }, async () => {
    while (!over) {
      const status = await tryPassword(port, agent);
      answers.set(status, (answers.get(status) ?? 0) + 1);
    }
  });
  return async () => {
    over = true;
    await Promise.all(attackers);
    agent.destroy();
    return answers;
  };
}

/** @returns the status of the answer */
function tryPassword(port: number, agent: Agent): Promise<number> {
  const body = JSON.stringify({ email: `${randomUUID()}@example.org`, password: randomUUID() });
  const address = Array.from({ length: 3 }, () => randomInt(256)).join('.');
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-forwarded-for': `10.${address}`,
  };
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const asked = request(
    { host: HOST, port, path: '/api/session', method: 'POST', agent, headers },
    (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
      answer.on('error', reject);
    },
  );
  asked.on('error', reject);
  asked.end(body);
  return promise;
}
