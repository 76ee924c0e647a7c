import type { ChapterProposal } from '../../server/contract/chapter-proposals.ts';
import { t } from '../i18n/i18n.ts';
import { FrameShot } from '../statistics/frame.tsx';
import type { Frame } from '../statistics/storyboard.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { timeText } from './chapter-rows.ts';
import editor from './editor.module.css';
import styles from './proposals.module.css';

interface ProposalProps {
  proposal: ChapterProposal;
  /** of the lecture's storyboard */
  frames: readonly Frame[];
  titleId: string;
  title: string;
  /** it was to be accepted without one */
  untitled: boolean;
  onTitle: (title: string) => void;
  onPlay: () => void;
  onAccept: () => void;
  onDrop: () => void;
}

/** One proposed chapter: when, what is seen, why, and what becomes of it. */
export function Proposal(props: ProposalProps) {
  const { proposal, frames, titleId, title, untitled, onTitle, onPlay, onAccept, onDrop } = props;
  const time = timeText(proposal.start);
  // the next there is: the one before may still show the slide before
  const frame = frames.find(({ start }) => start >= proposal.start) ?? frames.at(-1);
  return (
    <li>
      <fieldset class={styles.proposal}>
        <legend class="visually-hidden">{t('studio.proposal', { time })}</legend>
        <div class={styles.shot}>{frame && <FrameShot frame={frame} />}</div>
        <div class={styles.words}>
          <p class={styles.place}>
            <strong>{time}</strong>
            <Badge>{t(`studio.proposalOrigin_${proposal.origin}`)}</Badge>
          </p>
          <TextField
            id={titleId}
            label={t('studio.chapterTitle')}
            value={title}
            onText={onTitle}
            maxLength={200}
            error={untitled && title.trim() === '' ? t('studio.chapter_title_missing') : undefined}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.isComposing) onAccept();
            }}
          />
          <div class={editor.row}>
            <Button size="small" look="secondary" onClick={onAccept}>
              {t('studio.proposalAccept')}
            </Button>
            <Button size="small" onClick={onPlay}>
              <Icon name="play" size={18} />
              {t('studio.proposalPlay')}
            </Button>
            <Button size="small" look="text" onClick={onDrop}>
              {t('studio.proposalDrop')}
            </Button>
          </div>
        </div>
      </fieldset>
    </li>
  );
}
