/** What of a lecture is played: its picture with the sound, or the sound alone. */
import type { Playback } from '../../server/contract/playback.ts';

/** Bits a second of the sound alone, as transcode/audio-command.ts makes it (`listen`). */
const AUDIO_BITS = 48_000;

export interface Source {
  manifest: string;
  audioOnly: boolean;
}

/** The playlist to play; null while nothing can be played. A lecture without sound is played with its picture. */
export function sourceOf(
  { manifest, audioManifest }: Pick<Playback, 'manifest' | 'audioManifest'>,
  audioOnly: boolean,
): Source | null {
  if (audioOnly && audioManifest) return { manifest: audioManifest, audioOnly: true };
  return manifest ? { manifest, audioOnly: false } : null;
}

/** Bytes that the sound alone takes, of so many seconds. */
export const audioBytes = (seconds: number): number => (seconds * AUDIO_BITS) / 8;
