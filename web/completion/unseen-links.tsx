import type { Range } from '../../server/contract/playback.ts';
import { t } from '../i18n/i18n.ts';
import { clock } from '../ui/format.ts';
import styles from './why-not.module.css';

interface UnseenLinksProps {
  lectureId: string;
  parts: readonly Range[];
  /** the lecture is on this page: plays there without leaving it */
  onSeek?: (seconds: number) => void;
}

/** The parts that were not watched, each a link to where it begins. */
export function UnseenLinks({ lectureId, parts, onSeek }: UnseenLinksProps) {
  if (parts.length === 0) return null;
  return (
    <p class={styles.parts}>
      <span>{t('pages.unseen')}</span>
      {parts.map(({ from, to }) => (
        <a
          key={from}
          href={`/lectures/${lectureId}?t=${Math.floor(from)}`}
          onClick={(event) => {
            if (!onSeek || event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            // The router would take it for a move to another page.
            event.stopPropagation();
            onSeek(from);
          }}
        >
          {clock(from)}–{clock(to)}
        </a>
      ))}
    </p>
  );
}
