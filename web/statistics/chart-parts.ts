/** What is drawn behind the lines of a chart: stretches that are tinted, and the parts it is divided into. */
import type UPlot from 'uplot';
import type { Curve } from './chart.tsx';

export function drawBands(
  { ctx, bbox, valToPos }: UPlot,
  bands: NonNullable<Curve['bands']>,
  colour: string,
): void {
  ctx.save();
  ctx.fillStyle = colour;
  for (const { from, to } of bands) {
    const left = valToPos(from, 'x', true);
    ctx.fillRect(left, bbox.top, valToPos(to, 'x', true) - left, bbox.height);
  }
  ctx.restore();
}

interface PartLook {
  text: string;
  ground: string;
  /** size of the type, px */
  letter: number;
}

/** A row of the parts at the top, each with its number and as much of its name as there is room for. */
export function drawParts(
  { ctx, bbox, valToPos, scales }: UPlot,
  parts: NonNullable<Curve['parts']>,
  { text, ground, letter }: PartLook,
): void {
  if (parts.length === 0) return;
  const end = valToPos(scales.x?.max ?? 0, 'x', true);
  const dots = devicePixelRatio;
  const height = letter * 1.8 * dots;
  const room = letter * 0.4 * dots;
  ctx.save();
  ctx.fillStyle = ground;
  ctx.fillRect(bbox.left, bbox.top, bbox.width, height);
  ctx.fillStyle = text;
  ctx.strokeStyle = text;
  ctx.lineWidth = dots;
  ctx.setLineDash([2 * dots, 3 * dots]);
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  const measure = (words: string) => ctx.measureText(words).width;
  parts.forEach(({ start, label }, nth) => {
    const left = valToPos(start, 'x', true);
    const next = parts[nth + 1];
    const right = next ? valToPos(next.start, 'x', true) : end;
    ctx.beginPath();
    ctx.moveTo(left, bbox.top);
    ctx.lineTo(left, bbox.top + bbox.height);
    ctx.stroke();
    const words = fitting(`${nth + 1}`, label, right - left - 2 * room, measure);
    ctx.fillText(words, left + room, bbox.top + height / 2);
  });
  ctx.restore();
}

/** `3 Name`, shortened to a width; without room for some of the name the number alone, or nothing. */
export function fitting(
  number: string,
  name: string,
  width: number,
  measure: (words: string) => number,
): string {
  const whole = `${number} ${name}`;
  if (measure(whole) <= width) return whole;
  const letters = [...name];
  while (letters.length > 1) {
    letters.pop();
    const short = `${number} ${letters.join('').trimEnd()}…`;
    if (letters.length > 1 && measure(short) <= width) return short;
  }
  return measure(number) <= width ? number : '';
}
