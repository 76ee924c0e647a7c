/** Answers of HTTP/1.1 read as cheaply as it can be done: of each its status, when it is complete. Pure. */

/**
 * For one connection on which every request waits for its answer, and all answers say their length.
 * @returns reads what came next: the status once its answer is complete, otherwise null
 */
export function answerReader(): (bytes: Buffer) => number | null {
  let head = '';
  let status = 0;
  /** bytes of the body that have not come yet */
  let missing = 0;
  return (bytes) => {
    if (missing === 0) {
      head += bytes.toString('latin1');
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return null;
      const length = /\r\ncontent-length: *(\d+)\r\n/i.exec(head.slice(0, end + 2))?.[1];
      if (length === undefined) throw new Error(`An answer without a length: ${head.slice(0, end)}`);
      status = Number(head.slice(9, 12));
      missing = Number(length) - (head.length - end - 4);
      head = '';
    } else {
      missing -= bytes.length;
    }
    if (missing < 0) throw new Error('More came than the answer that was waited for.');
    return missing === 0 ? status : null;
  };
}
