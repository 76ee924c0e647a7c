/** A lecture's numbers by who watched it. People who watched on several days are not counted one by one here. */
import { t } from '../i18n/i18n.ts';
import { number } from '../ui/format.ts';
import { NumberTable } from './number-table.tsx';
import styles from './statistics.module.css';
import { watchTime } from './watch-time.ts';

interface SumsRow {
  name: string;
  views: number;
  watchSeconds: number;
  completions: number;
}

interface SumsTableProps {
  title: string;
  head: string;
  rows: readonly SumsRow[];
}

export function SumsTable({ title, head, rows }: SumsTableProps) {
  return (
    <section class={styles.part}>
      <div class={styles.top}>
        <h2>{title}</h2>
      </div>
      <NumberTable
        caption={title}
        head={{ label: head }}
        columns={[
          { label: t('statistics.views') },
          { label: t('statistics.watchTime') },
          { label: t('statistics.completions') },
        ]}
        rows={rows.map(({ name, views, watchSeconds, completions }) => ({
          key: name,
          head: name,
          numbers: [number(views), watchTime(watchSeconds), number(completions)],
        }))}
      />
    </section>
  );
}
