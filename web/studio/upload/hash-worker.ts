/** The worker of `hash.ts`: reads a file piece by piece, so that neither the page nor its memory notices. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { HashReply } from './hash.ts';

const PIECE_BYTES = 4 * 1024 ** 2;

addEventListener('message', async ({ data: file }: MessageEvent<File>) => {
  try {
    const hash = sha256.create();
    for (let from = 0; from < file.size; from += PIECE_BYTES) {
      hash.update(new Uint8Array(await file.slice(from, from + PIECE_BYTES).arrayBuffer()));
    }
    say({ sha256: bytesToHex(hash.digest()) });
  } catch (error) {
    say({ error: String(error) });
  }
});

const say = (reply: HashReply) => postMessage(reply);
