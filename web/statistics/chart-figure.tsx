/** A line chart in its figure. */
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type UPlot from 'uplot';
import { Chart, type Curve } from './chart.tsx';
import { Figure } from './figure.tsx';
import type { Drawing } from './picture.ts';
import type { Term } from './term.ts';

interface ChartFigureProps {
  /** what is shown, as a sentence */
  title: string;
  units: string;
  /** what is drawn */
  terms: readonly Term[];
  curve: Curve;
  /** of the picture's file, without its ending */
  name: string;
  /** buttons beside those of every figure */
  actions?: ComponentChildren;
  /** what the tinted stretches are */
  bandLabel?: string;
  /** what is shown of the point that is read; a line of its values otherwise */
  reading?: (index: number, values: string) => ComponentChildren;
  /** what belongs under the chart, such as what its marks stand for */
  under?: ComponentChildren;
  /** the table that says the same */
  children: ComponentChildren;
}

export function ChartFigure({
  title,
  units,
  terms,
  curve,
  name,
  actions,
  under,
  bandLabel,
  reading,
  children,
}: ChartFigureProps) {
  const plot = useRef<UPlot>(null);
  return (
    <Figure
      title={title}
      units={units}
      terms={terms}
      legend={[
        ...curve.lines.map(({ label, colour }, nth) => ({
          ...{ label, colour },
          mark: nth > 0 ? ('dashes' as const) : ('line' as const),
        })),
        ...(curve.bands?.length && bandLabel
          ? [{ label: bandLabel, colour: '--surface-danger', mark: 'area' as const }]
          : []),
      ]}
      chart={
        <>
          <Chart label={title} curve={curve} plot={plot} reading={reading} />
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
