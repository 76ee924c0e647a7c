/** Bars in their figure. */
import type { ComponentChildren } from 'preact';
import { type Bar, Bars, barsDrawing } from './bars.tsx';
import { Figure } from './figure.tsx';

interface BarFigureProps {
  /** what is shown, as a sentence */
  title: string;
  units: string;
  bars: readonly Bar[];
  /** of the picture's file, without its ending */
  name: string;
  /** the table that says the same */
  children: ComponentChildren;
}

export function BarFigure({ title, units, bars, name, children }: BarFigureProps) {
  return (
    <Figure
      title={title}
      units={units}
      chart={<Bars bars={bars} />}
      table={children}
      drawing={() => barsDrawing(bars)}
      name={name}
    />
  );
}
