/** A chart with its title as a sentence and its units, the same numbers as a table, and as a picture to keep. */
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { t } from '../i18n/i18n.ts';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Icon } from '../ui/icon.tsx';
import { Definitions } from './definitions.tsx';
import styles from './figure.module.css';
import { type Drawing, savePicture } from './picture.ts';
import type { Term } from './term.ts';

export interface LegendEntry {
  label: string;
  /** a custom property of the style sheet */
  colour: string;
  mark: 'line' | 'dashes' | 'area';
}

interface FigureProps {
  /** what is shown, as a sentence */
  title: string;
  /** what the axes count */
  units: string;
  /** what is drawn; the table says for itself what its columns mean */
  terms: readonly Term[];
  /** what the lines are; shown when there are several */
  legend?: readonly LegendEntry[];
  /** buttons beside the figure's own */
  actions?: ComponentChildren;
  chart: ComponentChildren;
  /** the table that says the same */
  table: ComponentChildren;
  /** the chart as it is drawn into a picture; null while there is none */
  drawing: () => Drawing | null;
  /** of the picture's file, without its ending */
  name: string;
}

export function Figure({
  title,
  units,
  terms,
  legend = [],
  actions,
  chart,
  table,
  drawing,
  name,
}: FigureProps) {
  const [asTable, setAsTable] = useState(false);
  const figure = useRef<HTMLElement>(null);

  function save(): void {
    const drawn = drawing();
    if (figure.current && drawn) savePicture(`${name}.png`, figure.current, { title, units, legend }, drawn);
  }

  return (
    <section class={styles.figure} ref={figure}>
      <div class={styles.top}>
        <h2 class={styles.title}>{title}</h2>
        <div class={styles.actions}>
          {actions}
          {!asTable && (
            <Button size="small" onClick={save}>
              <Icon name="download" size={20} />
              {t('statistics.picture')}
            </Button>
          )}
          <Button size="small" onClick={() => setAsTable(!asTable)}>
            {t(asTable ? 'statistics.asChart' : 'statistics.asTable')}
          </Button>
        </div>
      </div>
      {asTable ? (
        table
      ) : (
        <>
          <p class={styles.units}>{units}</p>
          {chart}
          {legend.length > 1 && <Legend entries={legend} />}
          <Definitions of={terms} />
        </>
      )}
    </section>
  );
}

function Legend({ entries }: { entries: readonly LegendEntry[] }) {
  return (
    <ul class={styles.legend}>
      {entries.map(({ label, colour, mark }) => (
        <li key={label}>
          <span class={cx(styles.swatch, styles[mark])} style={{ '--colour': `var(${colour})` }} />
          {label}
        </li>
      ))}
    </ul>
  );
}
