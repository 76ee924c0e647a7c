/** Parts that pages on quality of experience share. */
import type { ComponentChildren } from 'preact';
import type { LectureQuality, QualityNumbers } from '../../server/contract/quality-statistics.ts';
import { t } from '../i18n/i18n.ts';
import { number } from '../ui/format.ts';
import { DefinedTable } from './defined-table.tsx';
import { PlainFigures } from './plain-figures.tsx';
import { QUALITY_NUMBERS, qualityCells } from './quality-numbers.ts';
import type { QualityRow } from './rung-figure.tsx';
import styles from './statistics.module.css';
import type { Term } from './term.ts';

/** What all sessions together come to. @param numbers undefined while they are on their way */
export function QualityFigures({ numbers }: { numbers: QualityNumbers | undefined }) {
  const cells = numbers && qualityCells(numbers);
  return <PlainFigures figures={QUALITY_NUMBERS.map((term, nth) => ({ term, text: cells?.[nth] }))} />;
}

/** Devices with their names. */
export const deviceRows = ({ devices }: Pick<LectureQuality, 'devices'>): QualityRow[] =>
  devices.map((row) => ({ ...row, name: t(`statistics.device_${row.device}`) }));

interface QualityTableProps {
  title: string;
  /** what a row is of */
  head: Term;
  rows: readonly QualityRow[];
  /** beside the title, such as its file */
  actions?: ComponentChildren;
}

export function QualityTable({ title, head, rows, actions }: QualityTableProps) {
  return (
    <section class={styles.part}>
      <div class={styles.top}>
        <h2>{title}</h2>
        {actions}
      </div>
      <DefinedTable
        caption={title}
        head={{ term: head }}
        columns={QUALITY_NUMBERS.map((term) => ({ term }))}
        rows={rows.map((row) => ({ key: row.name, head: row.name, numbers: qualityCells(row) }))}
      />
    </section>
  );
}

/** Why players gave up. */
export function ErrorKinds({ numbers: { errors } }: { numbers: QualityNumbers }) {
  const title = t('statistics.errorKinds');
  return (
    <section class={styles.part}>
      <div class={styles.top}>
        <h2>{title}</h2>
      </div>
      {errors.every(({ count }) => count === 0) ? (
        <p>{t('statistics.errorNone')}</p>
      ) : (
        <DefinedTable
          caption={title}
          head={{ term: 'error' }}
          columns={[{ term: 'errorCount' }]}
          rows={errors.map(({ kind, count }) => ({
            key: kind,
            head: t(`statistics.error_${kind}`),
            numbers: [number(count)],
          }))}
        />
      )}
    </section>
  );
}
