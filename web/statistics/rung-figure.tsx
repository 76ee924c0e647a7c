/** In which quality lectures were shown: a bar for each device, divided by rung, and in words what it shows. */
import type { QualityNumbers } from '../../server/contract/quality-statistics.ts';
import { t } from '../i18n/i18n.ts';
import { DefinedTable } from './defined-table.tsx';
import { Figure } from './figure.tsx';
import type { Drawing } from './picture.ts';
import { rungShares } from './quality-numbers.ts';
import styles from './rung-figure.module.css';

export interface QualityRow extends QualityNumbers {
  /** what the row is of */
  name: string;
}

interface RungFigureProps {
  /** what is shown, as a sentence */
  title: string;
  rows: readonly QualityRow[];
  /** of the picture's file, without its ending */
  name: string;
}

/** Better rungs are darker; the words beside them do not need it. */
const STRENGTHS: Readonly<Record<number, number>> = { 1080: 1, 720: 0.7, 480: 0.45, 360: 0.25 };

export function RungFigure({ title, rows, name }: RungFigureProps) {
  const played = rows.filter((row) => rungShares(row).length > 0);
  return (
    <Figure
      title={title}
      units={t('statistics.rungUnits')}
      terms={['rungs', 'device']}
      chart={<Divided rows={played} />}
      table={<RungTable caption={title} rows={rows} />}
      drawing={() => drawingOf(played)}
      name={name}
    />
  );
}

function Divided({ rows }: { rows: readonly QualityRow[] }) {
  if (rows.length === 0) return <p>{t('statistics.qualityNone')}</p>;
  return (
    <ul class={styles.rows}>
      {rows.map((row) => (
        <li key={row.name} class={styles.row}>
          <span class={styles.name}>{row.name}</span>
          <span class={styles.bar}>
            {rungShares(row).map(({ rung, share }) => (
              <span
                key={rung}
                class={styles.part}
                style={{ flexGrow: share, '--strength': `${(STRENGTHS[rung] ?? 1) * 100}%` }}
              />
            ))}
          </span>
          <span class={styles.words}>{wordsOf(row)}</span>
        </li>
      ))}
    </ul>
  );
}

const wordsOf = (row: QualityRow) =>
  rungShares(row)
    .map(({ rung, percent }) => `${rung}p\u00a0${percent}`)
    .join(' · ');

function RungTable({ caption, rows }: { caption: string; rows: readonly QualityRow[] }) {
  const [first] = rows;
  return (
    <DefinedTable
      caption={caption}
      head={{ term: 'device' }}
      columns={(first?.rungs ?? []).map(({ rung }) => ({ term: 'rungs', label: `${rung}p` }))}
      rows={rows.map((row) => {
        const shares = new Map(rungShares(row).map(({ rung, percent }) => [rung, percent]));
        const numbers = row.rungs.map(({ rung }) => shares.get(rung) ?? '–');
        return { key: row.name, head: row.name, numbers };
      })}
    />
  );
}

const WIDTH = 800;
const ROW = 56;
const LABEL = 160;
const TEXT = 15;

/** The same as a picture. */
const drawingOf = (rows: readonly QualityRow[]): Drawing => ({
  width: WIDTH,
  height: rows.length * ROW,
  draw(brush, look) {
    brush.font = look.font(TEXT);
    brush.textBaseline = 'top';
    rows.forEach((row, nth) => {
      const top = nth * ROW;
      brush.fillStyle = look.colour('--text');
      brush.fillText(row.name, 0, top, LABEL - 16);
      brush.fillText(wordsOf(row), LABEL, top + 24, WIDTH - LABEL);
      brush.fillStyle = look.colour('--primary');
      let left = LABEL;
      for (const { rung, share } of rungShares(row)) {
        const width = share * (WIDTH - LABEL);
        brush.globalAlpha = STRENGTHS[rung] ?? 1;
        brush.fillRect(left, top, Math.max(1, width - 2), 18);
        left += width;
      }
      brush.globalAlpha = 1;
    });
  },
});
