/** A chart with its title as a sentence, its legend and units, and the same numbers as a table. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../i18n/i18n.ts';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Chart, type Curve } from './chart.tsx';
import styles from './chart-figure.module.css';

interface ChartFigureProps {
  /** what is shown, as a sentence */
  title: string;
  /** what the axes count */
  units: string;
  curve: Curve;
  /** the table that says the same */
  children: ComponentChildren;
}

export function ChartFigure({ title, units, curve, children }: ChartFigureProps) {
  const [asTable, setAsTable] = useState(false);
  return (
    <section class={styles.figure}>
      <div class={styles.top}>
        <h2 class={styles.title}>{title}</h2>
        <Button size="small" onClick={() => setAsTable(!asTable)}>
          {t(asTable ? 'admin.asChart' : 'admin.asTable')}
        </Button>
      </div>
      {asTable ? (
        children
      ) : (
        <>
          <p class={styles.units}>{units}</p>
          <Chart label={title} curve={curve} />
          {curve.lines.length > 1 && (
            <ul class={styles.legend}>
              {curve.lines.map((line, index) => (
                <li key={line.label}>
                  <span
                    class={cx(styles.swatch, index > 0 && styles.dashed)}
                    style={{ borderColor: `var(${line.colour})` }}
                  />
                  {line.label}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </section>
  );
}
