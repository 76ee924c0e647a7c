/** What lies over the picture when the player has something to say. */
import type { Signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n/i18n.ts';
import { Button } from '../ui/button.tsx';
import { type Condition, conditionOf, type Failure } from './condition.ts';
import type { Media } from './media.ts';
import styles from './notice.module.css';

const TICK_MS = 250;

interface NoticeProps {
  media: Media;
  failure: Signal<Failure | null> | undefined;
  playable: boolean;
  complete: boolean;
  onRetry: () => void;
}

/** The condition now; while the picture stands still it is looked at again every quarter of a second. */
function useCondition({ media, failure, playable, complete }: NoticeProps): Condition {
  const since = media.waitingSince.value;
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (since === null) return;
    const timer = setInterval(() => setNow(performance.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [since]);
  return conditionOf({
    failure: failure?.value ?? null,
    ahead: media.ahead(),
    playable,
    complete,
    time: media.time.value,
    available: media.available.value,
    waitedMs: since === null ? 0 : Math.max(0, now - since),
  });
}

const HELPLESS: readonly Condition[] = ['gone', 'unsupported'];

export function Notice(props: NoticeProps) {
  const condition = useCondition(props);
  if (condition === 'fine') return null;
  if (condition === 'loading') {
    return (
      <div class={styles.loading} role="status">
        <span class={styles.spinner} aria-hidden="true" />
        <span class="visually-hidden">{t('player.loading')}</span>
      </div>
    );
  }
  const waiting = condition === 'preparing' || condition === 'edge' || condition === 'slow';
  return (
    <div class={styles.notice} role={waiting ? 'status' : 'alert'}>
      {waiting && condition !== 'preparing' && <span class={styles.spinner} aria-hidden="true" />}
      <p>{t(`player.${condition}`)}</p>
      {(condition === 'slow' || (!waiting && !HELPLESS.includes(condition))) && (
        <Button onClick={props.onRetry}>{t('frame.retry')}</Button>
      )}
    </div>
  );
}
