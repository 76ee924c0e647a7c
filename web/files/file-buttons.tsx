/** 엑셀 내려받기, CSV 내려받기: a table as a file, for a reason that is kept. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Query } from '../api.ts';
import { t } from '../i18n/i18n.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { FileDialog } from './file-dialog.tsx';
import styles from './files.module.css';

const FORMATS = ['xlsx', 'csv'] as const;

interface FileButtonsProps {
  /** what the table is called */
  table: string;
  /** where the API gives the file, and what it is asked for beside format and reason */
  path: string;
  query: Query;
  /** what is in the file */
  about: ComponentChildren;
  /** further buttons beside these */
  children?: ComponentChildren;
}

export function FileButtons({ table, path, query, about, children }: FileButtonsProps) {
  const [format, setFormat] = useState<(typeof FORMATS)[number] | null>(null);
  return (
    <div class={styles.buttons}>
      {FORMATS.map((one) => (
        <Button
          key={one}
          size="small"
          aria-label={`${table}: ${t(`files.${one}`)}`}
          onClick={() => setFormat(one)}
        >
          <Icon name="download" size={20} />
          {t(`files.${one}`)}
        </Button>
      ))}
      {children}
      {format && (
        <FileDialog
          title={t(`files.title_${format}`, { table })}
          path={path}
          query={{ ...query, format }}
          submit={t(`files.${format}`)}
          onClose={() => setFormat(null)}
        >
          {about}
        </FileDialog>
      )}
    </div>
  );
}
