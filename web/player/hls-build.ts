/**
 * A Vite plugin: hls.js without the parts that our playlists never need. The package's own light build also leaves
 * out alternate audio, and would play our lectures in silence; the full one is a third larger.
 */
import type { Plugin } from 'vite';

/** Captions come beside the playlists; there is no DRM, advertising or content steering. */
const UNUSED = [
  'subtitleStreamController',
  'subtitleTrackController',
  'timelineController',
  'emeController',
  'cmcdController',
  'contentSteeringController',
  'iframeController',
  'interstitialsController',
  'id3TrackController',
  'fpsController',
];

/** Our segments are fMP4, which passes through; these would turn other formats into it. */
const REPACKED = /demux: (?:TS|AAC|MP3|AC3)Demuxer,\s*remux: MP4Remuxer/g;
const PASSED = 'demux: MP4Demuxer, remux: PassThroughRemuxer';

/** Nor are they encrypted: deciphering without the browser's help is not needed. */
const DECIPHERED = /this\.softwareDecrypter = new AESDecryptor\(\)/;

function replaced(code: string, pattern: RegExp, by: string): string {
  const result = code.replace(pattern, by);
  if (result === code) throw new Error(`hls.js no longer contains ${pattern}: mend web/player/hls-build.ts`);
  return result;
}

/** What it tells the console, which nobody reads here: a tenth of its size. */
const TOLD = /(?<![\w$.])(?:this\.|(?:[\w$]+\.)*logger\.)(?:log|info|warn|error|debug|trace)\(/g;

/** Where the bracket that opens before `from` is closed; brackets in strings and templates are none. */
function closing(code: string, from: number, close = ')'): number {
  for (let at = from; at < code.length; at++) {
    const char = code.charAt(at);
    if (char === close) return at;
    if (char === '(') at = closing(code, at + 1);
    else if (char === '{') at = closing(code, at + 1, '}');
    else if (char === "'" || char === '"' || char === '`') at = endOfText(code, at + 1, char);
  }
  throw new Error('hls.js: a bracket is not closed: mend web/player/hls-build.ts');
}

function endOfText(code: string, from: number, quote: string): number {
  for (let at = from; at < code.length; at++) {
    if (code.charAt(at) === quote) return at;
    if (code.charAt(at) === '\\') at += 1;
    else if (quote === '`' && code.startsWith('${', at)) at = closing(code, at + 2, '}');
  }
  throw new Error('hls.js: a text does not end: mend web/player/hls-build.ts');
}

function silent(code: string): string {
  const parts: string[] = [];
  let from = 0;
  for (const { 0: call, index } of code.matchAll(TOLD)) {
    if (index < from) continue;
    parts.push(code.slice(from, index), 'void 0');
    from = closing(code, index + call.length) + 1;
  }
  return parts.join('') + code.slice(from);
}

/** The source of `hls.mjs` in which nothing refers to the unused parts, so that the bundler drops them. */
export function withoutUnused(source: string): string {
  const settings = UNUSED.map((name) => new RegExp(`^( *${name}): [A-Z]\\w+ *(,?)$`, 'm'));
  const set = settings.reduce((code, setting) => replaced(code, setting, '$1: undefined$2'), source);
  const passed = replaced(set, REPACKED, PASSED);
  return silent(replaced(passed, DECIPHERED, 'this.softwareDecrypter = null'));
}

/** Only for the build: in development size does not matter, and vite bundles dependencies itself. */
export function leanHls(): Plugin {
  return {
    name: 'madang:lean-hls',
    apply: 'build',
    transform: {
      filter: { id: /hls\.js[\\/]dist[\\/]hls\.mjs$/ },
      handler: (code) => ({ code: withoutUnused(code), map: null }),
    },
  };
}
