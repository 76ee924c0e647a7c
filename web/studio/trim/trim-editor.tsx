/** What is to be taken out of a recording: marked while it plays, typed, looked at, and asked for. */
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Playback } from '../../../server/contract/playback.ts';
import { api } from '../../api.ts';
import { t } from '../../i18n/i18n.ts';
import { Media } from '../../player/media.ts';
import { Player } from '../../player/player.tsx';
import { account } from '../../session.ts';
import type { Frame } from '../../statistics/storyboard.ts';
import { announce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { CheckBox } from '../../ui/check-box.tsx';
import { playLine } from '../captions/play-line.ts';
import { timeText } from '../captions/time-text.ts';
import { Confirm } from '../confirm.tsx';
import { keep, keptName, readKept } from '../kept.ts';
import { CutRow } from './cut-row.tsx';
import { type Cut, cutFaults, inOrder, secondsLeft, withCut } from './cuts.ts';
import { useSkippedCuts } from './skip-cuts.ts';
import { Timeline } from './timeline.tsx';
import styles from './trim.module.css';

/** Seconds around a joint that are played. */
const AROUND = 2;
/** Seconds that must be left, as the server has it. */
const LEAST_LEFT = 1;

/** What is kept through a reload. */
interface Marked {
  cuts: readonly Cut[];
  /** where a part begins whose end is not marked yet, s */
  mark: number | null;
}

interface TrimEditorProps {
  title: string;
  lectureId: string;
  playback: Playback;
  frames: readonly Frame[];
}

export function TrimEditor({ title, lectureId, playback, frames }: TrimEditorProps) {
  const { duration } = playback;
  const media = useMemo(() => new Media(), []);
  const { route } = useLocation();
  const keptAs = keptName('cuts', account.value?.id ?? '', `${lectureId}/${playback.recordingId}`);
  const [kept] = useState(() => readKept<Marked>(keptAs, 'sessionStorage'));
  const [cuts, setCuts] = useState<readonly Cut[]>(kept?.cuts ?? []);
  const [mark, setMark] = useState<number | null>(kept?.mark ?? null);
  // before anything that is done next, such as to load the page again
  useLayoutEffect(() => {
    keep(keptAs, cuts.length > 0 || mark !== null ? { cuts, mark } : null, 'sessionStorage');
  }, [cuts, mark]);
  /** why the last mark counts for nothing */
  const [fault, setFault] = useState<'fault_backwards' | 'markFirst' | null>(null);
  const [skipping, setSkipping] = useState(true);
  const [asking, setAsking] = useState(false);
  const list = useRef<HTMLHeadingElement>(null);
  useSkippedCuts(media, cuts, duration, skipping && mark === null);

  const faults = cutFaults(cuts, duration);
  const left = secondsLeft(cuts, duration);
  const objection =
    cuts.length === 0 ? 'none' : faults.size > 0 ? 'faults' : left < LEAST_LEFT ? 'nothingLeft' : null;
  const now = () => Math.round((media.video?.currentTime ?? media.time.peek()) * 1000) / 1000;

  function take(from: number, to: number): void {
    setFault(to <= from ? 'fault_backwards' : null);
    if (to <= from) return;
    setCuts(withCut(cuts, from, to));
    setMark(null);
    announce(t('trim.taken', { from: timeText(from), to: timeText(to) }));
  }
  function markFrom(): void {
    setFault(null);
    setMark(now());
  }
  function markTo(): void {
    if (mark === null) setFault('markFirst');
    else take(mark, now());
  }

  function change(id: number, values: Partial<Cut>): void {
    setCuts(inOrder(cuts.map((cut) => (cut.id === id ? { ...cut, ...values } : cut))));
  }
  function keepPart(id: number): void {
    setCuts(cuts.filter((cut) => cut.id !== id));
    list.current?.focus();
    announce(t('trim.kept'));
  }
  function watch({ from, to }: Cut): void {
    setSkipping(true);
    setMark(null);
    playLine(media, Math.max(0, from - AROUND), Math.min(duration, to + AROUND));
  }

  /** Single letters are for whoever is at the player; with Alt they work everywhere. */
  function onKeyDown(event: KeyboardEvent, letters: boolean): void {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.altKey === letters) return;
    const act = { KeyI: markFrom, KeyO: markTo }[event.code];
    if (!act) return;
    event.preventDefault();
    act();
  }

  async function ask(): Promise<void> {
    await api.post(`/api/lectures/${lectureId}/trim`, { cuts: cuts.map(({ from, to }) => ({ from, to })) });
    keep(keptAs, null, 'sessionStorage');
    announce(t('trim.asked'));
    route(`/studio/lectures/${lectureId}?tab=video`);
  }

  const [shown] = useState(() => ({ ...playback, captions: [] }));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its keys are those of what is inside
    <div class={styles.editor} onKeyDown={(event) => onKeyDown(event, false)}>
      <div class={styles.side}>
        <p class={styles.hint}>{t('trim.lead')}</p>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the player inside */}
        <div onKeyDown={(event) => onKeyDown(event, true)}>
          <Player title={title} playback={shown} media={media} start={{ at: 0, resumed: false }} />
        </div>
        <Timeline {...{ media, frames, cuts, mark, duration }} />
        <div class={styles.row}>
          <Button size="small" aria-keyshortcuts="I Alt+I" onClick={markFrom}>
            {t('trim.markFrom')}
          </Button>
          <Button size="small" aria-keyshortcuts="O Alt+O" onClick={markTo}>
            {t('trim.markTo')}
          </Button>
          <Button size="small" onClick={() => take(0, now())}>
            {t('trim.takeBefore')}
          </Button>
          <Button size="small" onClick={() => take(now(), duration)}>
            {t('trim.takeAfter')}
          </Button>
        </div>
        <p class={styles.hint}>{t('trim.keys')}</p>
        <div role="status">
          {fault && <p class={styles.fault}>{t(`trim.${fault}`)}</p>}
          {mark !== null && (
            <div class={styles.mark}>
              <p>{t('trim.marked', { time: timeText(mark) })}</p>
              <Button size="small" look="text" onClick={() => setMark(null)}>
                {t('trim.unmark')}
              </Button>
            </div>
          )}
        </div>
        <CheckBox checked={skipping} onCheck={setSkipping}>
          {t('trim.skip')}
        </CheckBox>
      </div>
      <div class={styles.side}>
        <h2 ref={list} tabIndex={-1} class={styles.heading}>
          {t('trim.parts')}
        </h2>
        {cuts.length > 0 && (
          <ol class={styles.parts}>
            {cuts.map((cut, nth) => (
              <CutRow
                key={cut.id}
                cut={cut}
                number={nth + 1}
                fault={faults.get(cut.id)}
                onChange={(values) => change(cut.id, values)}
                onWatch={playback.playable ? () => watch(cut) : null}
                onKeep={() => keepPart(cut.id)}
              />
            ))}
          </ol>
        )}
        <p class={styles.lengths} role="status">
          {objection
            ? t(`trim.${objection}`)
            : t('trim.lengths', { before: timeText(duration), after: timeText(left) })}
        </p>
        <div>
          <Button
            look="primary"
            onClick={() => (objection ? announce(t(`trim.${objection}`)) : setAsking(true))}
          >
            {t('trim.trim')}
          </Button>
        </div>
      </div>
      <Confirm
        title={t('trim.askTitle')}
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={ask}
        confirm={t('trim.trim')}
        look="primary"
      >
        <p>{t('trim.lengths', { before: timeText(duration), after: timeText(left) })}</p>
        <ul class={styles.effects}>
          <li>{t('trim.effectPlays')}</li>
          <li>{t('trim.effectMoves')}</li>
          <li>{t('trim.effectProgress')}</li>
          <li>{t('trim.effectFinal')}</li>
        </ul>
      </Confirm>
    </div>
  );
}
