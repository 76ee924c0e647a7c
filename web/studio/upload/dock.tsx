/** The dock at the bottom right: what is being uploaded, while one moves about. */
import { useEffect, useState } from 'preact/hooks';
import type { DockProps } from '../../frame/upload-dock.tsx';
import { t } from '../../i18n/i18n.ts';
import { account } from '../../session.ts';
import { announce } from '../../ui/announce.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import { keepFocus } from '../../ui/keep-focus.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useUnloadWarning } from '../leave-warning.ts';
import styles from './dock.module.css';
import { DockItem } from './dock-item.tsx';
import { shareSent } from './face.ts';
import type { UploadItem } from './item.ts';
import { paces, queue, remove } from './queue.ts';

/** The queue of whoever is signed in, oldest first. */
export function ownItems(): UploadItem[] {
  return (queue.value ?? []).filter((item) => item.accountId === account.value?.id);
}

export function Dock({ besidePlayer }: DockProps) {
  const items = ownItems();
  const rest = items.filter((item) => item.step !== 'done');
  const [open, setOpen] = useOpen(rest.length > 0, besidePlayer);
  useLossWarning(rest);
  useAnnouncedEnd(items.length, rest.length);
  if (items.length === 0) return null;

  const bytes = items.reduce((sum, item) => sum + item.bytes, 0);
  const sent = items.reduce(
    (sum, item) => sum + item.bytes * shareSent(item, paces.value.get(item.id)?.sent),
    0,
  );
  const title = rest.length === 0 ? t('studio.dockAllDone') : t('studio.dockCount', { n: rest.length });
  return (
    <section
      ref={keepFocus}
      class={cx(styles.dock, besidePlayer && styles.besidePlayer)}
      aria-label={t('studio.dock')}
    >
      <div class={styles.top}>
        <h2 class={styles.title}>{title}</h2>
        {rest.length < items.length && (open || rest.length === 0) && (
          <button type="button" class={styles.clear} onClick={() => void clearDone(items)}>
            {t('studio.dockClear')}
          </button>
        )}
        <button
          type="button"
          class={styles.fold}
          aria-expanded={open}
          aria-controls="upload-dock-items"
          aria-label={open ? t('studio.dockClose') : t('studio.dockOpen')}
          onClick={() => setOpen(!open)}
        >
          <span class={open ? undefined : styles.up}>
            <Icon name="down" size={20} />
          </span>
        </button>
      </div>
      {rest.length > 0 && <ProgressBar share={bytes === 0 ? 1 : sent / bytes} label={title} />}
      <ul id="upload-dock-items" class={styles.items} hidden={!open}>
        {items.map((item) => (
          <DockItem key={item.id} item={item} pace={paces.value.get(item.id)} />
        ))}
      </ul>
    </section>
  );
}

/** Open where there is room for it and something is under way, unless somebody folds or unfolds it meanwhile. */
function useOpen(busy: boolean, besidePlayer: boolean): [open: boolean, setOpen: (open: boolean) => void] {
  const [wide] = useState(() => matchMedia('(min-width: 768px)').matches);
  const [wished, setWished] = useState<boolean | null>(null);
  // What is done lies over what one goes on to do with it: it folds by itself, and opens for the next files.
  useEffect(() => setWished(null), [busy, besidePlayer]);
  return [wished ?? (wide && busy && !besidePlayer), setWished];
}

async function clearDone(items: readonly UploadItem[]): Promise<void> {
  for (const item of items) if (item.step === 'done') await remove(item.id);
}

/** Only what the browser could not keep is lost with the window; everything else goes on after a reload. */
function useLossWarning(rest: readonly UploadItem[]): void {
  const loses = rest.some(
    (item) =>
      item.step === 'send' && item.kept !== true && !item.handle && !item.fileMissing && !item.refused,
  );
  useUnloadWarning(loses);
}

function useAnnouncedEnd(all: number, rest: number): void {
  const [worked, setWorked] = useState(false);
  useEffect(() => {
    if (rest > 0) setWorked(true);
    else if (worked && all > 0) {
      setWorked(false);
      announce(t('studio.dockAllDone'));
    }
  }, [rest, all, worked]);
}
