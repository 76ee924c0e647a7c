/** Beside the player: 목차, 대본 and 노트. */
import type { Signal } from '@preact/signals';
import type { Playback } from '../../../server/contract/playback.ts';
import { t } from '../../i18n/i18n.ts';
import type { NoteDraft } from '../../notes/draft.ts';
import type { Media } from '../../player/media.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { Chapters } from './chapters.tsx';
import { NotesTab } from './notes-tab.tsx';
import styles from './panel.module.css';
import { Transcript } from './transcript.tsx';

export type PanelTab = 'chapters' | 'transcript' | 'notes';

/** The one that is open at first. @param said whether the address leads to something that is said */
export const firstTab = ({ chapters, captions }: Playback, said: boolean): PanelTab =>
  (said || chapters.length === 0) && captions.length > 0 ? 'transcript' : 'chapters';

interface PanelProps {
  lectureId: string;
  /** in the reader's language */
  title: string;
  playback: Playback;
  media: Media;
  draft: Signal<NoteDraft | null>;
  tab: Signal<PanelTab>;
  /** words that the address looks for in the transcript */
  find: string | undefined;
}

export function Panel({ lectureId, title, playback, media, draft, tab, find }: PanelProps) {
  const selected = tab.value;
  return (
    <div class={styles.panel}>
      <Tabs
        label={t('player.panel')}
        tabs={[
          { id: 'chapters', label: t('player.chapters') },
          { id: 'transcript', label: t('player.transcript') },
          { id: 'notes', label: t('player.notes') },
        ]}
        selected={selected}
        onSelect={(next) => {
          tab.value = next;
        }}
      >
        {selected === 'chapters' && <Chapters chapters={playback.chapters} media={media} />}
        {selected === 'transcript' && (
          <Transcript key={find} captions={playback.captions} media={media} find={find ?? ''} />
        )}
        {selected === 'notes' && (
          <NotesTab
            lectureId={lectureId}
            recordingId={playback.recordingId}
            title={title}
            media={media}
            draft={draft}
          />
        )}
      </Tabs>
    </div>
  );
}
