/** 공유: a link that starts where the lecture is now. */
import { useRef, useState } from 'preact/hooks';
import { t } from '../../i18n/i18n.ts';
import type { Media } from '../../player/media.ts';
import { Button } from '../../ui/button.tsx';
import { clock } from '../../ui/format.ts';
import styles from './about.module.css';

/** Where to begin is said from this second on. */
const WORTH_SAYING = 1;

export function Share({ lectureId, media }: { lectureId: string; media: Media }) {
  const [copied, setCopied] = useState<string | null>(null);
  const [address, setAddress] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);

  async function share() {
    const at = Math.floor(media.time.peek());
    const link = `${location.origin}/lectures/${lectureId}${at >= WORTH_SAYING ? `?t=${at}` : ''}`;
    try {
      await navigator.clipboard.writeText(link);
      setCopied(t('player.shareCopied', { time: clock(at) }));
      setAddress(null);
    } catch {
      // No clipboard over plain http, or it was refused: the address can be copied by hand.
      setAddress(link);
      requestAnimationFrame(() => field.current?.select());
    }
  }

  return (
    <div class={styles.share}>
      <Button onClick={share}>{t('player.share')}</Button>
      <p role="status">{copied}</p>
      {address && (
        <label class={styles.address}>
          {t('player.shareAddress')}
          <input ref={field} readOnly value={address} />
        </label>
      )}
    </div>
  );
}
