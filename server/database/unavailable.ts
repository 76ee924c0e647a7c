/** Telling a database that is away from one that said no. Pure. */

/** The network's words, and of PostgreSQL classes 08 and 57P and a deadlock's loser. */
const CODES =
  /^(ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|EHOST(UNREACH|DOWN)|ENETUNREACH|ENOTFOUND|EAI_AGAIN|08\d{3}|57P0[123]|40P01)$/;
/** What the driver says without a code. */
const WORDS =
  /^(Connection terminated|timeout expired|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** True when trying again later may help. Drivers wrap what happened: all causes are asked. */
export function isUnavailable(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (('code' in at && CODES.test(String(at.code))) || WORDS.test(at.message)) return true;
  }
  return false;
}
