/** Parts that pages on quality of experience share. */
import type { ComponentChildren } from 'preact';
import type { LectureQuality, QualityNumbers } from '../../server/contract/quality-statistics.ts';
import { t } from '../i18n/i18n.ts';
import { number } from '../ui/format.ts';
import { Definitions } from './definitions.tsx';
import { NumberTable } from './number-table.tsx';
import { PlainFigures } from './plain-figures.tsx';
import { QUALITY_NUMBERS, qualityCells } from './quality-numbers.ts';
import type { QualityRow } from './rung-figure.tsx';
import styles from './statistics.module.css';

/** What all sessions together come to. @param numbers undefined while they are on their way */
export function QualityFigures({ numbers }: { numbers: QualityNumbers | undefined }) {
  const cells = numbers && qualityCells(numbers);
  return (
    <PlainFigures
      figures={QUALITY_NUMBERS.map((name, nth) => ({ label: t(`statistics.${name}`), text: cells?.[nth] }))}
    />
  );
}

export const QualityDefinitions = () => <Definitions of={[...QUALITY_NUMBERS, 'rungs', 'device']} />;

/** Devices with their names. */
export const deviceRows = ({ devices }: Pick<LectureQuality, 'devices'>): QualityRow[] =>
  devices.map((row) => ({ ...row, name: t(`statistics.device_${row.device}`) }));

interface QualityTableProps {
  title: string;
  /** what a row is of */
  head: string;
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
      <NumberTable
        caption={title}
        head={{ label: head }}
        columns={QUALITY_NUMBERS.map((name) => ({ label: t(`statistics.${name}`) }))}
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
        <NumberTable
          caption={title}
          head={{ label: t('statistics.error') }}
          columns={[{ label: t('statistics.errorCount') }]}
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
