/** Draws the waveform. */
import type { Cue } from '../../../server/contract/captions.ts';
import type { Peaks } from './peaks.ts';

export interface Drawn {
  /** s */
  from: number;
  span: number;
  /** where the player stands, s */
  time: number;
  cues: readonly Cue[];
  selected: Cue | null;
  peaks: Peaks | null;
}

/** The edge of a cue within `reach` of a time, all in s; null = neither. Pure. */
export function edgeAt(cue: Pick<Cue, 'start' | 'end'>, at: number, reach: number): 'start' | 'end' | null {
  const [toStart, toEnd] = [Math.abs(at - cue.start), Math.abs(at - cue.end)];
  if (Math.min(toStart, toEnd) > reach) return null;
  return toStart < toEnd ? 'start' : 'end';
}

export function draw(canvas: HTMLCanvasElement, { from, span, time, cues, selected, peaks }: Drawn): void {
  const pen = canvas.getContext('2d');
  if (!pen) return;
  const { clientWidth, clientHeight } = canvas;
  const scale = devicePixelRatio || 1;
  canvas.width = clientWidth * scale;
  canvas.height = clientHeight * scale;
  pen.scale(scale, scale);
  const style = getComputedStyle(canvas);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const x = (at: number) => ((at - from) / span) * clientWidth;

  for (const cue of cues) {
    if (cue.end < from || cue.start > from + span) continue;
    const chosen = cue.id === selected?.id;
    const [left, width] = [x(cue.start), x(cue.end) - x(cue.start)];
    pen.fillStyle = colour(chosen ? '--surface-primary' : '--surface-muted');
    pen.fillRect(left, 0, width, clientHeight);
    pen.fillStyle = colour(chosen ? '--primary' : '--input-line');
    pen.fillRect(left, 0, chosen ? 3 : 1, clientHeight);
    pen.fillRect(left + width - (chosen ? 3 : 1), 0, chosen ? 3 : 1, clientHeight);
  }
  pen.fillStyle = colour('--text-subtle');
  for (let column = 0; peaks && column < clientWidth; column += 2) {
    const [begin, end] = [column, column + 2].map((at) => from + (at / clientWidth) * span);
    const peak = peaks.between(begin ?? 0, end ?? 0);
    if (peak === null) continue;
    // speech lies far below the loudest that there can be: its root shows more of it
    const height = Math.max(1, Math.sqrt(peak) * clientHeight * 0.9);
    pen.fillRect(column, (clientHeight - height) / 2, 1.5, height);
  }
  pen.fillStyle = colour('--danger');
  pen.fillRect(x(time) - 1, 0, 2, clientHeight);
}
