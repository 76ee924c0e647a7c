/** 엑셀 내려받기, CSV 내려받기: a table as a file, for a reason that is kept. */
import { useState } from 'preact/hooks';
import type { ExportQuery } from '../../server/contract/statistics.ts';
import { t } from '../i18n/i18n.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import type { Asked } from './asked.ts';
import { ExportDialog } from './export-dialog.tsx';
import styles from './statistics.module.css';

const FORMATS = ['xlsx', 'csv'] as const;

export function ExportButtons({ table, asked }: { table: ExportQuery['table']; asked: Asked }) {
  const [format, setFormat] = useState<ExportQuery['format'] | null>(null);
  return (
    <div class={styles.actions}>
      {FORMATS.map((one) => (
        <Button key={one} size="small" onClick={() => setFormat(one)}>
          <Icon name="download" size={20} />
          {t(`statistics.export_${one}`)}
        </Button>
      ))}
      {format && <ExportDialog table={table} format={format} asked={asked} onClose={() => setFormat(null)} />}
    </div>
  );
}
