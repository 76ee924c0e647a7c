/**
 * The only place where storage keys are built.
 *
 *     sources/<recording>/recording                     what staff uploaded
 *     recordings/<recording>/master.m3u8, 720p.m3u8, …  the static HLS package, once all is made
 *     recordings/<recording>/<attempt>/…                what one attempt of one job made
 *     handouts/<handout>/document                       a document of a lecture
 *     posters/<lecture>/<picture>/poster.jpg            a poster that somebody chose
 *     sources/posters/<lecture>/<request>/picture       what staff uploaded to become one
 *
 * Every attempt writes under a prefix of its own, so nothing is ever written twice.
 */

/** What every key begins with. */
export const KEY_ROOTS = ['handouts/', 'posters/', 'recordings/', 'sources/'] as const;

/** Everything of a recording that is never served. */
export const sourcePrefix = (recordingId: string) => `sources/${recordingId}/`;

/** The uploaded file itself. */
export const sourceKey = (recordingId: string) => `${sourcePrefix(recordingId)}recording`;

/** Everything that may be served of a recording. */
export const recordingPrefix = (recordingId: string) => `recordings/${recordingId}/`;

/** What one attempt of one job makes. @param attempt a UUID */
export const attemptPrefix = (recordingId: string, attempt: string) =>
  `${recordingPrefix(recordingId)}${attempt}/`;

/** The file of the seek bar's previews. An attempt stores it last: with it, its pictures may have been shown. */
export const previewsKey = (recordingId: string, attempt: string) =>
  `${attemptPrefix(recordingId, attempt)}storyboard.vtt`;

/** A playlist of the static package: `master`, `listen`, or a rendition's name. */
export const playlistKey = (recordingId: string, name: string) =>
  `${recordingPrefix(recordingId)}${name}.m3u8`;

/** The attempt that made an object of a recording; null for playlists of the static package. */
export function attemptOf(recordingId: string, key: string): string | null {
  const prefix = recordingPrefix(recordingId);
  if (!key.startsWith(prefix)) return null;
  return /^([0-9a-f-]{36})\//.exec(key.slice(prefix.length))?.[1] ?? null;
}

export const handoutPrefix = (handoutId: string) => `handouts/${handoutId}/`;

/** A document of a lecture, as staff uploaded it. */
export const handoutKey = (handoutId: string) => `${handoutPrefix(handoutId)}document`;

/** All posters that somebody chose for a lecture: earlier ones stay for pages that were opened before. */
export const posterPrefix = (lectureId: string) => `posters/${lectureId}/`;

/** Everything of one such poster. @param picture a UUID of its own */
export const pictureOfPoster = (lectureId: string, picture: string) =>
  `${posterPrefix(lectureId)}${picture}/`;

export const posterKey = (lectureId: string, picture: string) =>
  `${pictureOfPoster(lectureId, picture)}poster.jpg`;

/** Everything that staff uploaded to become a lecture's poster. Never served. */
export const uploadedPrefix = (lectureId: string) => `sources/posters/${lectureId}/`;

/** What was uploaded with one request. */
export const uploadedPicturePrefix = (lectureId: string, request: string) =>
  `${uploadedPrefix(lectureId)}${request}/`;

export const uploadedPictureKey = (lectureId: string, request: string) =>
  `${uploadedPicturePrefix(lectureId, request)}picture`;
