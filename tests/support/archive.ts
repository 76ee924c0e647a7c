/** Archives, as office documents are. */
import { strToU8, zipSync } from 'fflate';

/** A ZIP archive in which these parts are, with next to nothing in them. */
export const archiveOf = (...parts: string[]): Buffer =>
  Buffer.from(zipSync(Object.fromEntries(parts.map((part) => [part, strToU8('<x/>')]))));
