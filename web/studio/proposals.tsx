/** Proposals for chapters: where they come from, what is seen and said there, and accepting or dropping them. */
import { useRef, useState } from 'preact/hooks';
import type { ChapterProposal, ChapterProposals } from '../../server/contract/chapter-proposals.ts';
import type { Lecture } from '../../server/contract/lectures.ts';
import type { Chapter, Playback } from '../../server/contract/playback.ts';
import { api } from '../api.ts';
import { useAttempt } from '../attempt.ts';
import { language, t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { framesIn } from '../statistics/storyboard.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import type { Hand } from './at-hand.tsx';
import { timeText } from './chapter-rows.ts';
import editor from './editor.module.css';
import { Proposal } from './proposal.tsx';
import styles from './proposals.module.css';

interface ProposalsProps {
  lecture: Lecture;
  /** other words when they have changed */
  changed: string;
  hand: Hand;
  /** starts of the chapters that there are, whole seconds */
  taken: readonly number[];
  onAccept: (chapters: Chapter[]) => void;
}

export function Proposals({ lecture, changed, hand, taken, onAccept }: ProposalsProps) {
  const path = `/api/lectures/${lecture.id}/chapter-proposals`;
  const key = `${path} ${lecture.recording?.id} ${lecture.recording?.state} ${changed}`;
  const { data, reload } = useLoad(key, (signal) => api.get<ChapterProposals>(path, {}, signal));
  const { data: frames = [] } = useLoad(data?.recordingId ?? null, (signal) => framesOf(lecture.id, signal));
  const [titles, setTitles] = useState<ReadonlyMap<number, string>>(new Map());
  /** proposals that cannot be accepted yet, for want of a title */
  const [untitled, setUntitled] = useState<readonly number[]>([]);
  const [error, attempt] = useAttempt();
  const heading = useRef<HTMLHeadingElement>(null);
  if (!data) return null;

  const { recordingId, dropped } = data;
  const items = data.items.filter(({ start }) => !taken.includes(start));
  const titleOf = ({ start, title }: ChapterProposal) => titles.get(start) ?? title;

  /** Those with a title; the others are told to be without one. */
  function accept(chosen: readonly ChapterProposal[]): void {
    const titled = chosen.filter((one) => titleOf(one).trim() !== '');
    const rest = chosen.filter((one) => !titled.includes(one)).map(({ start }) => start);
    setUntitled(rest);
    if (titled.length > 0) {
      onAccept(titled.map((one) => ({ start: one.start, title: titleOf(one).trim(), titleEn: '' })));
      announce(t('studio.proposalsAccepted', { n: titled.length }));
    }
    if (rest[0] === undefined) heading.current?.focus();
    else document.getElementById(titleId(rest[0]))?.focus();
  }

  async function ask(call: () => Promise<unknown>): Promise<void> {
    await attempt(call);
    reload();
  }
  const keepDropped = (starts: number[]) => ask(() => api.put(`${path}/dropped`, { recordingId, starts }));

  function drop(start: number): void {
    void keepDropped([...dropped, start]);
    announce(t('studio.proposalDropped', { time: timeText(start) }));
    heading.current?.focus();
  }

  const failure = error?.words ?? data.error?.message;
  return (
    <section class={styles.proposals} aria-labelledby="proposals">
      <h2 id="proposals" ref={heading} tabIndex={-1} class={editor.checklist}>
        {t('studio.proposals')}
      </h2>
      <p class={editor.hint} role="status">
        {t(items.length > 0 ? 'studio.proposalsLead' : `studio.proposals_${data.state}`)}
      </p>
      {items.length > 0 && data.state === 'looking' && (
        <p class={editor.hint}>{t('studio.proposals_looking')}</p>
      )}
      <div role="alert">{failure && <p class={editor.error}>{failure[language.value]}</p>}</div>
      {items.length > 0 && (
        <ol class={styles.list}>
          {items.map((proposal) => (
            <Proposal
              key={proposal.start}
              proposal={proposal}
              frames={frames}
              titleId={titleId(proposal.start)}
              title={titleOf(proposal)}
              untitled={untitled.includes(proposal.start)}
              onTitle={(title) => setTitles(new Map(titles).set(proposal.start, title))}
              onPlay={() => hand.play(proposal.start)}
              onAccept={() => accept([proposal])}
              onDrop={() => drop(proposal.start)}
            />
          ))}
        </ol>
      )}
      <div class={editor.row}>
        {items.length > 1 && <Button onClick={() => accept(items)}>{t('studio.proposalsAcceptAll')}</Button>}
        {(data.state === 'failed' || data.state === 'unasked') && (
          <Button onClick={() => void ask(() => api.post(path))}>{t('studio.proposalsLook')}</Button>
        )}
        {dropped.length > 0 && (
          <Button look="text" onClick={() => void keepDropped([])}>
            {t('studio.proposalsBack', { n: dropped.length })}
          </Button>
        )}
      </div>
    </section>
  );
}

const titleId = (start: number) => `proposal-${start}`;

/** The storyboard's; none when there is none to be had. */
async function framesOf(lectureId: string, signal: AbortSignal) {
  const { storyboard } = await api.get<Playback>(`/api/lectures/${lectureId}/playback`, {}, signal);
  if (!storyboard) return [];
  const file = await fetch(storyboard, { signal }).catch(() => null);
  return file?.ok ? framesIn(await file.text(), new URL(storyboard, location.href).href) : [];
}
