/** Bars in their figure. */
import type { ComponentChildren } from 'preact';
import { type Bar, Bars, barsDrawing } from './bars.tsx';
import { Figure } from './figure.tsx';
import type { Term } from './term.ts';

interface BarFigureProps {
  /** what is shown, as a sentence */
  title: string;
  units: string;
  /** what is drawn */
  terms: readonly Term[];
  bars: readonly Bar[];
  /** of the picture's file, without its ending */
  name: string;
  /** the table that says the same */
  children: ComponentChildren;
}

export function BarFigure({ title, units, terms, bars, name, children }: BarFigureProps) {
  return (
    <Figure
      title={title}
      units={units}
      terms={terms}
      chart={<Bars bars={bars} />}
      table={children}
      drawing={() => barsDrawing(bars)}
      name={name}
    />
  );
}
