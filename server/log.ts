/** One structured logger for every process: JSON lines, secrets and addresses left out. */
import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';
import { loggedError } from './logged-error.ts';
import { currentRequest } from './trace.ts';

export type Log = Logger;

/** @param name which process writes: `api` or `worker` */
export function createLog(name: string, config: Pick<Config, 'logLevel'>): Log {
  return pino({
    name,
    level: config.logLevel,
    serializers: { err: loggedError },
    redact: ['req.headers.cookie', 'req.headers.authorization', '*.password', '*.token'],
    mixin() {
      const requestId = currentRequest();
      return requestId === undefined ? {} : { requestId };
    },
    timestamp: pino.stdTimeFunctions.isoTime,
  });
}
