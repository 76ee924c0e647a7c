/** Beside the player: 목차 and 대본. */
import { useState } from 'preact/hooks';
import type { Playback } from '../../../server/contract/playback.ts';
import { t } from '../../i18n/i18n.ts';
import type { Media } from '../../player/media.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { Chapters } from './chapters.tsx';
import styles from './panel.module.css';
import { Transcript } from './transcript.tsx';

export function Panel({ playback, media }: { playback: Playback; media: Media }) {
  const [tab, setTab] = useState<'chapters' | 'transcript'>(
    playback.chapters.length === 0 && playback.captions.length > 0 ? 'transcript' : 'chapters',
  );
  return (
    <div class={styles.panel}>
      <Tabs
        label={t('player.panel')}
        tabs={[
          { id: 'chapters', label: t('player.chapters') },
          { id: 'transcript', label: t('player.transcript') },
        ]}
        selected={tab}
        onSelect={setTab}
      >
        {tab === 'chapters' ? (
          <Chapters chapters={playback.chapters} media={media} />
        ) : (
          <Transcript captions={playback.captions} media={media} />
        )}
      </Tabs>
    </div>
  );
}
