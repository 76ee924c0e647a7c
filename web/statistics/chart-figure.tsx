/** A line chart in its figure. */
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type UPlot from 'uplot';
import { Chart, type Curve } from './chart.tsx';
import { Figure } from './figure.tsx';
import type { Drawing } from './picture.ts';

interface ChartFigureProps {
  /** what is shown, as a sentence */
  title: string;
  units: string;
  curve: Curve;
  /** of the picture's file, without its ending */
  name: string;
  /** buttons beside those of every figure */
  actions?: ComponentChildren;
  /** what belongs under the chart, such as what its marks stand for */
  under?: ComponentChildren;
  /** the table that says the same */
  children: ComponentChildren;
}

export function ChartFigure({ title, units, curve, name, actions, under, children }: ChartFigureProps) {
  const plot = useRef<UPlot>(null);
  return (
    <Figure
      title={title}
      units={units}
      legend={curve.lines.map(({ label, colour }, nth) => ({ label, colour, dashed: nth > 0 }))}
      chart={
        <>
          <Chart label={title} curve={curve} plot={plot} />
          {under}
        </>
      }
      table={children}
      actions={actions}
      drawing={() => plot.current && drawingOf(plot.current)}
      name={name}
    />
  );
}

const drawingOf = ({ ctx, width, height }: UPlot): Drawing => ({
  width,
  height,
  draw: (brush) => brush.drawImage(ctx.canvas, 0, 0, width, height),
});
