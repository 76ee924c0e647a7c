/** A chart as a picture to put into a report: with its title, units and legend, on the page's own background. */
import { saveFile } from '../files/save-file.ts';
import type { LegendEntry } from './figure.tsx';

/** What is drawn under the title; lengths in px of the page. */
export interface Drawing {
  width: number;
  height: number;
  draw: (brush: CanvasRenderingContext2D, look: Look) => void;
}

/** The page's own colours and type, read where the chart stands. */
interface Look {
  colour: (name: string) => string;
  font: (size: number, weight?: number) => string;
}

interface Texts {
  title: string;
  units: string;
  legend: readonly LegendEntry[];
}

const MARGIN = 24;
const TITLE = 19;
const TEXT = 15;
/** Dots a px of the page: sharp in print. */
const DOTS = 2;

function lookOf(element: HTMLElement): Look {
  const style = getComputedStyle(element);
  return {
    colour: (name) => style.getPropertyValue(name).trim(),
    font: (size, weight = 400) => `${weight} ${size}px ${style.fontFamily}`,
  };
}

/** Draws the picture and saves it as `name`, a PNG. @param element where the chart stands */
export function savePicture(name: string, element: HTMLElement, texts: Texts, drawing: Drawing): void {
  const look = lookOf(element);
  const canvas = document.createElement('canvas');
  const brush = canvas.getContext('2d');
  if (!brush) return;
  brush.font = look.font(TITLE, 700);
  const titleLines = wrapped(texts.title, drawing.width, (text) => brush.measureText(text).width);
  const legendHeight = texts.legend.length > 1 ? TEXT * 2 : 0;
  const top = MARGIN + titleLines.length * TITLE * 1.4 + TEXT * 2;
  canvas.width = (drawing.width + 2 * MARGIN) * DOTS;
  canvas.height = (top + drawing.height + legendHeight + MARGIN) * DOTS;
  brush.scale(DOTS, DOTS);
  brush.fillStyle = look.colour('--surface');
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.textBaseline = 'top';
  brush.fillStyle = look.colour('--text-strong');
  brush.font = look.font(TITLE, 700);
  titleLines.forEach((line, nth) => {
    brush.fillText(line, MARGIN, MARGIN + nth * TITLE * 1.4);
  });
  brush.fillStyle = look.colour('--text-subtle');
  brush.font = look.font(TEXT);
  brush.fillText(texts.units, MARGIN, top - TEXT * 2);
  brush.save();
  brush.translate(MARGIN, top);
  drawing.draw(brush, look);
  brush.restore();
  if (legendHeight > 0) drawLegend(brush, texts.legend, top + drawing.height + TEXT, look);
  canvas.toBlob((blob) => blob && saveFile(blob, name), 'image/png');
}

function drawLegend(brush: CanvasRenderingContext2D, legend: Texts['legend'], top: number, look: Look): void {
  let left = MARGIN;
  brush.font = look.font(TEXT);
  brush.textBaseline = 'middle';
  for (const { label, colour, mark } of legend) {
    brush.strokeStyle = look.colour(colour);
    brush.lineWidth = mark === 'area' ? TEXT : 3;
    brush.setLineDash(mark === 'dashes' ? [6, 4] : []);
    brush.beginPath();
    brush.moveTo(left, top);
    brush.lineTo(left + 28, top);
    brush.stroke();
    brush.fillStyle = look.colour('--text');
    brush.fillText(label, left + 36, top);
    left += 36 + brush.measureText(label).width + 24;
  }
  brush.setLineDash([]);
}

/** A text in lines no wider than `width`, broken between words. @param measure width of a text in the same unit */
export function wrapped(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && measure(longer) > width) lines.push(word);
    else lines.splice(-1, 1, longer);
  }
  return lines;
}
