/** Playlists as they are sent: written from what has landed, and kept once the recording is all made. */
import { createHash } from 'node:crypto';
import type { Db } from '../database/client.ts';
import { together } from '../database/together.ts';
import { type Encoding, encoded } from '../http/encoding.ts';
import { keepUpTo } from '../kept.ts';
import { listRenditions } from '../recordings/landing.ts';
import { masterPlaylist, mediaPlaylist } from '../recordings/playlist.ts';
import { recordingPrefix } from '../storage/keys.ts';

/** Bytes of memory for those that are kept: some 200 of an hour's lecture, which are 80 kB each. */
const MOST = 32 * 1024 ** 2;
/** Of each byte of text, with what it is compressed to. */
const MEMORY = 2;

/** Which one. */
type Asked = {
  recordingId: string;
  /** `master`, or a rendition's */
  name: string;
  /** since when the recording is all made; null = it grows */
  readyAt: string | null;
};

export type Playlist = {
  etag: string;
  /** @param encoding null = as it is. Compressed once, however often it is asked for */
  bytes: (encoding: Encoding | null) => Promise<Buffer>;
};

/** @returns tells a playlist: null while there is none */
export function createPlaylists(db: Db): (asked: Asked) => Promise<Playlist | null> {
  // each process has its own, and none can be stale: nothing of a recording that is all made changes any more
  const kept = keepUpTo<Playlist>(MOST);

  const written = together(nameOf, async (asked: Asked[]) => {
    const ids = new Set(asked.map(({ recordingId }) => recordingId));
    const renditions = new Map([...ids].map((id) => [id, listRenditions(db, id)]));
    const playlists = asked.map(async (one) => {
      const text = textOf(one, (await renditions.get(one.recordingId)) ?? []);
      if (text === null) return null;
      const playlist = playlistOf(Buffer.from(text));
      if (one.readyAt) kept.put(nameOf(one), playlist, text.length * MEMORY);
      return playlist;
    });
    await Promise.allSettled(playlists);
    return playlists;
  });

  return async (asked) => kept.get(nameOf(asked)) ?? written(asked);
}

/** With what changes it. */
const nameOf = ({ recordingId, name, readyAt }: Asked) => `${recordingId} ${name} ${readyAt}`;

function textOf(
  { recordingId, name, readyAt }: Asked,
  renditions: Awaited<ReturnType<typeof listRenditions>>,
): string | null {
  if (name === 'master') return masterPlaylist(renditions);
  return mediaPlaylist(renditions, name, {
    prefix: recordingPrefix(recordingId),
    complete: readyAt !== null,
  });
}

function playlistOf(text: Buffer): Playlist {
  const compressed = new Map<Encoding, Promise<Buffer>>();
  return {
    etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`,
    async bytes(encoding) {
      if (encoding === null) return text;
      const bytes = compressed.get(encoding) ?? encoded(text, encoding);
      compressed.set(encoding, bytes);
      // one that failed is tried again by whoever asks next
      bytes.catch(() => compressed.delete(encoding));
      return bytes;
    },
  };
}
