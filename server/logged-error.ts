/**
 * An error as it is logged. What a query was asked with is people's: addresses, names, what they wrote; and so is the row
 * that the database tells of. Neither is of use to whoever mends it. Pure.
 */

type Logged = { type: string; message: string; code?: string; stack: string; cause?: unknown };

export function loggedError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { cause } = error;
  const logged: Logged = { type: error.name, message: messageOf(error), stack: framesOf(error) };
  if ('code' in error && error.code !== undefined) logged.code = String(error.code);
  if (cause !== undefined && cause !== error) logged.cause = loggedError(cause);
  return logged;
}

/** drizzle's errors say the query, and after it all that it was asked with. */
export const messageOf = (error: Error): string =>
  'query' in error && 'params' in error ? `Failed query: ${String(error.query)}` : error.message;

/** What stands after the message, which may hold lines that look like these; nothing where it is not found. */
export function framesOf({ stack = '', message }: Error): string {
  const begins = stack.indexOf(message);
  return begins < 0 ? '' : stack.slice(begins + message.length).replace(/^\n/, '');
}
