/**
 * HLS playlists (RFC 8216) as text, from what has landed in the database. Pure: the API writes them
 * while a lecture grows, the worker writes them once into storage when all is made.
 */

type Run = { run: number; keys: string[]; durations: number[]; bytes: number[] };
export type PlaylistRendition = {
  name: string;
  kind: 'video' | 'audio';
  width: number | null;
  height: number | null;
  frameRate: number | null;
  codecs: string | null;
  initKey: string | null;
  /** seconds of the longest segment that is planned: what has landed does not tell yet */
  longest: number;
  runs: Run[];
};
/** One segment: its storage key, seconds and size. */
export type Segment = { key: string; duration: number; bytes: number };

/** The low-data sound: a lecture of its own to the player, never part of the master playlist. */
const LISTEN = 'listen';
/** The rung that players which follow the list's order start with. */
const FIRST_HEIGHT = 720;

/** Segments of the runs 0, 1, 2 … up to the first that is missing. */
export function contiguousSegments(runs: readonly Run[]): Segment[] {
  const sorted = [...runs].sort((a, b) => a.run - b.run);
  const gap = sorted.findIndex((run, index) => run.run !== index);
  return (gap < 0 ? sorted : sorted.slice(0, gap)).flatMap(({ keys, durations, bytes }) =>
    keys.map((key, index) => ({ key, duration: durations[index] ?? 0, bytes: bytes[index] ?? 0 })),
  );
}

/**
 * The media playlist of one rendition, or null while it has nothing to list. While the lecture grows
 * (EVENT) it lists what begins before the earliest end among the renditions of the master playlist, so
 * that no player runs into a hole; in the end (VOD) all.
 * @param prefix what storage keys begin with; URIs are relative to it
 */
export function mediaPlaylist(
  renditions: readonly PlaylistRendition[],
  name: string,
  { prefix, complete }: { prefix: string; complete: boolean },
): string | null {
  const rendition = renditions.find((one) => one.name === name);
  if (!rendition?.initKey) return null;
  const own = contiguousSegments(rendition.runs);
  const segments = complete || name === LISTEN ? own : beginningBefore(own, commonSeconds(renditions));
  if (segments.length === 0) return null;
  return lines([
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${targetDuration(segments, rendition.longest)}`,
    '#EXT-X-MEDIA-SEQUENCE:0',
    `#EXT-X-PLAYLIST-TYPE:${complete ? 'VOD' : 'EVENT'}`,
    '#EXT-X-INDEPENDENT-SEGMENTS',
    `#EXT-X-MAP:URI="${relative(rendition.initKey, prefix)}"`,
    ...segments.flatMap(({ key, duration }) => [`#EXTINF:${duration.toFixed(6)},`, relative(key, prefix)]),
    ...(complete ? ['#EXT-X-ENDLIST'] : []),
  ]);
}

/** The master playlist, or null while a rung or the sound has nothing to list. */
export function masterPlaylist(renditions: readonly PlaylistRendition[]): string | null {
  const video = renditions.filter((one) => one.kind === 'video').sort(byPlace);
  const sound = renditions.find((one) => one.kind === 'audio' && one.name !== LISTEN);
  if (video.length === 0 || commonSeconds(renditions) === 0) return null;
  const soundSegments = sound ? contiguousSegments(sound.runs) : [];
  const variants = video.flatMap((rung) => {
    const segments = contiguousSegments(rung.runs);
    const attributes = [
      `BANDWIDTH=${Math.ceil(peakBandwidth(segments) + peakBandwidth(soundSegments))}`,
      `AVERAGE-BANDWIDTH=${Math.ceil(averageBandwidth(segments) + averageBandwidth(soundSegments))}`,
      `CODECS="${[rung.codecs, sound?.codecs].filter(Boolean).join(',')}"`,
      `RESOLUTION=${rung.width}x${rung.height}`,
      `FRAME-RATE=${(rung.frameRate ?? 0).toFixed(3)}`,
      ...(sound ? ['AUDIO="audio"'] : []),
    ];
    return [`#EXT-X-STREAM-INF:${attributes.join(',')}`, `${rung.name}.m3u8`];
  });
  const media = sound
    ? [
        `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="${sound.name}",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",URI="${sound.name}.m3u8"`,
      ]
    : [];
  return lines(['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-INDEPENDENT-SEGMENTS', ...media, ...variants]);
}

/** Seconds from the start that every rendition of the master playlist has. */
function commonSeconds(renditions: readonly PlaylistRendition[]): number {
  const seconds = renditions
    .filter((one) => one.name !== LISTEN)
    .map((one) => (one.initKey ? secondsOf(contiguousSegments(one.runs)) : 0));
  return seconds.length === 0 ? 0 : Math.min(...seconds);
}

/** Seconds by which sums of durations may be off: they are sums of fractions. */
const ROUNDING = 0.001;

function beginningBefore(segments: readonly Segment[], seconds: number): Segment[] {
  let at = 0;
  return segments.filter(({ duration }) => {
    const begins = at;
    at += duration;
    return begins < seconds - ROUNDING;
  });
}

/**
 * Bits a second at the worst: "the largest bit rate of any contiguous set of segments whose total
 * duration is between 0.5 and 1.5 times the target duration" (RFC 8216 §4.1).
 */
export function peakBandwidth(segments: readonly Segment[]): number {
  const target = targetDuration(segments);
  let peak = 0;
  for (let from = 0; from < segments.length; from++) {
    let seconds = 0;
    let bytes = 0;
    for (let to = from; to < segments.length && seconds <= 1.5 * target; to++) {
      seconds += segments[to]?.duration ?? 0;
      bytes += segments[to]?.bytes ?? 0;
      if (seconds >= 0.5 * target && seconds <= 1.5 * target) peak = Math.max(peak, (bytes * 8) / seconds);
    }
  }
  return peak || averageBandwidth(segments);
}

/** Bits a second over all. */
export function averageBandwidth(segments: readonly Segment[]): number {
  const seconds = secondsOf(segments);
  const bytes = segments.reduce((sum, segment) => sum + segment.bytes, 0);
  return seconds > 0 ? (bytes * 8) / seconds : 0;
}

const secondsOf = (segments: readonly Segment[]) =>
  segments.reduce((sum, segment) => sum + segment.duration, 0);

/**
 * "The EXTINF duration of each segment, when rounded to the nearest integer, MUST be ≤" it (§4.3.3.1), and it "MUST
 * NOT change" while a playlist grows (§6.2.1): what is still to come counts too.
 * @param planned seconds of the longest segment there will be
 */
function targetDuration(segments: readonly Segment[], planned = 0): number {
  const longest = segments.reduce((most, { duration }) => Math.max(most, duration), planned);
  return Math.max(1, Math.round(longest + ROUNDING));
}

/** The 720p rung, or the one nearest to it, first; the others from high to low. */
function byPlace(a: PlaylistRendition, b: PlaylistRendition): number {
  const isFirst = (one: PlaylistRendition) => one.name === `${FIRST_HEIGHT}p`;
  return Number(isFirst(b)) - Number(isFirst(a)) || (b.height ?? 0) - (a.height ?? 0);
}

function relative(key: string, prefix: string): string {
  if (!key.startsWith(prefix)) throw new Error(`${key} is not under ${prefix}`);
  return key.slice(prefix.length);
}

const lines = (all: string[]) => `${all.join('\n')}\n`;
