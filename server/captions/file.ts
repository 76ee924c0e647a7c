/** Caption files as staff have them, made into checked WebVTT (W3C WebVTT, and SRT as it is used). Pure. */
import { Refusal } from '../errors.ts';
import { storedText, withoutForeignMarks } from './markup.ts';

/** What is said from `start` to `end`, seconds. */
export type TimedText = { start: number; end: number; text: string };

/** What is wrong with captions that say nothing, as an error's detail. */
export const NO_CUES = { field: 'cues', message: '자막이 하나도 없습니다. · There are no captions in it.' };

const TIME = String.raw`(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})`;
const TIMING = new RegExp(String.raw`^\s*${TIME}\s*-->\s*${TIME}(?:\s.*)?$`);

/** Bytes of a caption file as text: UTF-8, UTF-16 by its mark, otherwise EUC-KR as Korean editors save it. */
export function decodeCaptions(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    try {
      return new TextDecoder('euc-kr', { fatal: true }).decode(bytes);
    } catch (cause) {
      throw new Refusal('caption_invalid', [{ field: 'line 1', message: 'UTF-8 · EUC-KR' }], { cause });
    }
  }
}

/**
 * WebVTT with one cue a block, in order of time.
 * @param source WebVTT or SRT
 * @throws {Refusal} caption_invalid with the line that cannot be read, or NO_CUES
 */
export function toWebVtt(source: string): string {
  const cues = parseCues(source).filter(({ text }) => text !== '');
  if (cues.length === 0) throw new Refusal('caption_invalid', [NO_CUES]);
  return writeWebVtt(cues);
}

/** As they are written. */
export const inOrder = <T extends TimedText>(cues: readonly T[]): T[] =>
  cues.toSorted((a, b) => a.start - b.start || a.end - b.end);

/** Cues as WebVTT, in order of time. Their text holds no empty line and no `-->`. */
export function writeWebVtt(cues: readonly TimedText[]): string {
  const blocks = inOrder(cues).map(({ start, end, text }) => `${clock(start)} --> ${clock(end)}\n${text}`);
  return `WEBVTT\n\n${blocks.join('\n\n')}\n`;
}

/**
 * Cues of WebVTT as `writeWebVtt` leaves it, as tracks are kept: several times as quick as `parseCues`, and no further
 * than somebody reads.
 */
export function* readTrack(vtt: string): Generator<TimedText> {
  const [, ...blocks] = vtt.trimEnd().split('\n\n');
  for (const block of blocks) {
    const line = block.indexOf('\n');
    const [start = '', end = ''] = block.slice(0, line).split(' --> ');
    yield { start: readClock(start), end: readClock(end), text: block.slice(line + 1) };
  }
}

/** How many cues of such a track begin when the recording has ended. @param duration seconds; null = not known */
export function cuesBeyond(vtt: string, duration: number | null): number {
  if (duration === null) return 0;
  return [...readTrack(vtt)].filter(({ start }) => start >= duration).length;
}

/**
 * Cues of WebVTT or SRT, in the file's order; their text may be empty.
 * @throws {Refusal} caption_invalid with the line that cannot be read
 */
export function parseCues(source: string): TimedText[] {
  const lines = source
    .normalize('NFC')
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/);
  const cues: TimedText[] = [];
  let line = 0;
  while (line < lines.length) {
    const block: string[] = [];
    const first = line;
    while (line < lines.length && lines[line]?.trim() !== '') block.push(lines[line++] ?? '');
    line += 1;
    if (block.length > 0 && !isHeader(block, cues.length === 0)) cues.push(cueOf(block, first + 1));
  }
  return cues;
}

/** The file's first block, and blocks that hold no cue. */
function isHeader(block: string[], isFirst: boolean): boolean {
  const first = block[0] ?? '';
  if (/^(NOTE|STYLE|REGION)(\s|$)/.test(first)) return true;
  return isFirst && /^WEBVTT(\s|$)/.test(first) && !block.some((text) => text.includes('-->'));
}

/** @param firstLine number of the block's first line, from 1 */
function cueOf(block: string[], firstLine: number): TimedText {
  // The timing is the block's first line, or its second after an identifier.
  const at = block[0]?.includes('-->') || block.length === 1 ? 0 : 1;
  const timing = TIMING.exec(block[at] ?? '');
  if (!timing) throw invalid(firstLine + at, block[at] ?? '');
  const start = seconds(timing.slice(1, 5));
  const end = seconds(timing.slice(5, 9));
  if (end <= start) throw invalid(firstLine + at, block[at] ?? '');
  const lines = block.slice(at + 1);
  // the empty line before the next cue is missing: its words would be shown with this one's
  const second = lines.findIndex((line) => line.includes('-->'));
  if (second >= 0) throw invalid(firstLine + at + 1 + second, lines[second] ?? '');
  return { start, end, text: textOf(withoutForeignMarks(lines.join('\n'))) };
}

/** Lines as a cue's text: as WebVTT keeps it, and without empty ones. */
export const textOf = (lines: string): string =>
  storedText(lines)
    .split(/\r\n|\r|\n/)
    .map((line) => line.trimEnd())
    .filter(Boolean)
    .join('\n');

function seconds([hours = '0', minutes = '0', whole = '0', fraction = '0']: (string | undefined)[]): number {
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(whole) + Number(fraction.padEnd(3, '0')) / 1000;
}

function clock(time: number): string {
  const ms = Math.round(time * 1000);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${String(ms % 1000).padStart(3, '0')}`;
}

/** Seconds, from what `clock` wrote; exact to the millisecond. */
const readClock = (time: string): number =>
  time.split(':').reduce((sum, part) => sum * 60 + Math.round(Number(part) * 1000), 0) / 1000;

const invalid = (line: number, text: string) =>
  new Refusal('caption_invalid', [{ field: `line ${line}`, message: text.slice(0, 200) }]);
