/** Takes files that are dropped anywhere on the page. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/i18n.ts';
import { Icon } from '../ui/icon.tsx';
import styles from './drop-zone.module.css';
import { filesDropped } from './upload/handles.ts';

export function DropZone({ onFiles }: { onFiles: (files: File[]) => void }) {
  const [over, setOver] = useState(false);
  const take = useRef(onFiles);
  take.current = onFiles;

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const enter = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    };
    addEventListener('dragenter', enter, { signal });
    addEventListener('dragover', enter, { signal });
    // Only leaving the window has no element that is entered instead.
    addEventListener('dragleave', (event) => event.relatedTarget === null && setOver(false), { signal });
    addEventListener(
      'drop',
      (event) => {
        if (!event.dataTransfer?.types.includes('Files')) return;
        event.preventDefault();
        setOver(false);
        void filesDropped(event.dataTransfer).then((files) => {
          if (files.length > 0) take.current(files);
        });
      },
      { signal },
    );
    return () => controller.abort();
  }, []);

  if (!over) return null;
  return (
    <div class={styles.overlay} aria-hidden="true">
      <p class={styles.words}>
        <Icon name="upload" size={40} />
        {t('studio.dropHere')}
      </p>
    </div>
  );
}
