/** Cues of a WebVTT file, for the transcript. The browser itself draws captions; this reads only times and words. */

export interface Cue {
  /** s */
  start: number;
  end: number;
  text: string;
}

const TIMING = /^((?:\d+:)?\d{2}:\d{2}[.,]\d{3})[ \t]+-->[ \t]+((?:\d+:)?\d{2}:\d{2}[.,]\d{3})/;
const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&nbsp;': ' ',
  '&lrm;': '',
  '&rlm;': '',
};

function secondsOf(stamp: string): number {
  return stamp
    .replace(',', '.')
    .split(':')
    .reduce((sum, part) => sum * 60 + Number(part), 0);
}

/** Words without voice, class and time tags. */
function plain(text: string): string {
  return text
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:amp|lt|gt|nbsp|lrm|rlm);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/\s+/g, ' ')
    .trim();
}

/** The cues of a file, in their order; blocks without a time line (notes, styles) and empty cues are left out. */
export function parseCues(file: string): Cue[] {
  const cues: Cue[] = [];
  for (const block of file.replace(/\r\n?/g, '\n').split(/\n{2,}/)) {
    const lines = block.split('\n');
    const at = lines.findIndex((line) => TIMING.test(line));
    const timing = TIMING.exec(lines[at] ?? '');
    if (!timing?.[1] || !timing[2]) continue;
    const text = plain(lines.slice(at + 1).join(' '));
    if (text) cues.push({ start: secondsOf(timing[1]), end: secondsOf(timing[2]), text });
  }
  return cues;
}

/** Index of what is being said at `time`: the last that has begun; -1 before the first. */
export function currentAt(items: readonly { start: number }[], time: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item && item.start <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
