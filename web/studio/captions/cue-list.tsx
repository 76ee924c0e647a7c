/** All cues as a list: arrow keys move in it, Enter goes to the words, Space plays the line. */
import type { RefObject } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Cue } from '../../../server/contract/captions.ts';
import type { CaptionLanguage } from '../../../server/contract/vocabulary.ts';
import { language, t } from '../../i18n/i18n.ts';
import { cx } from '../../ui/cx.ts';
import styles from './cue-list.module.css';
import type { Problem } from './problems.ts';
import { timeText } from './time-text.ts';
import { unmarked } from './unmarked.ts';

interface CueListProps {
  cues: readonly Cue[];
  of: CaptionLanguage;
  selected: string | null;
  /** what is said where the player stands */
  said: string | null;
  problems: ReadonlyMap<string, readonly Problem[]>;
  onSelect: (id: string) => void;
  onEdit: () => void;
  onPlay: (cue: Cue) => void;
}

export function CueList({ cues, of, selected, said, problems, onSelect, onEdit, onPlay }: CueListProps) {
  const list = useRef<HTMLDivElement>(null);
  const at = cues.findIndex((cue) => cue.id === selected);
  const select = useRef(onSelect);
  select.current = onSelect;

  // What is chosen elsewhere comes into view; where the focus is in the list it goes along.
  useEffect(() => {
    const row = list.current?.children[at] as HTMLElement | undefined;
    if (!row || !list.current) return;
    const inside = list.current.contains(document.activeElement);
    if (inside) row.focus({ preventScroll: true });
    const { offsetTop, offsetHeight } = row;
    const { scrollTop, clientHeight } = list.current;
    if (offsetTop < scrollTop) list.current.scrollTop = offsetTop;
    else if (offsetTop + offsetHeight > scrollTop + clientHeight) {
      list.current.scrollTop = offsetTop + offsetHeight - clientHeight;
    }
  }, [selected]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const cue = cues[at];
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: cues.length - 1 }[event.key];
    if (to !== undefined) {
      const next = cues[to];
      if (next) onSelect(next.id);
    } else if (event.key === 'Enter') onEdit();
    else if (event.key === ' ' && cue) onPlay(cue);
    else return;
    event.preventDefault();
  }

  return (
    <div
      ref={list}
      class={styles.list}
      role="listbox"
      aria-label={t('captions.list')}
      lang={of}
      onKeyDown={onKeyDown}
    >
      {Array.from({ length: Math.ceil(cues.length / BLOCK) }, (_, block) => (
        <Block
          key={block}
          cues={cues.slice(block * BLOCK, (block + 1) * BLOCK)}
          from={block * BLOCK}
          reachable={at < 0 ? cues[0]?.id : selected}
          {...{ selected, said, problems, select }}
        />
      ))}
    </div>
  );
}

/** Rows that are looked at together. */
const BLOCK = 50;

interface BlockProps extends Pick<CueListProps, 'cues' | 'selected' | 'said' | 'problems'> {
  /** place of its first cue */
  from: number;
  /** the row that Tab goes to */
  reachable: string | null | undefined;
  select: RefObject<(id: string) => void>;
}

/** Thousands of rows are gone through with every letter only where something of their block has changed. */
function Block({ cues, from, selected, reachable, said, problems, select }: BlockProps) {
  const within = (id: string | null | undefined) => cues.find((cue) => cue.id === id)?.id;
  const marks = [selected, reachable, said].map(within);
  const faults = cues.map(({ id }) => problems.get(id)?.join());
  return useMemo(
    () => (
      <>
        {cues.map((cue, index) => (
          <Row
            key={cue.id}
            cue={cue}
            number={from + index + 1}
            selected={cue.id === selected}
            reachable={cue.id === reachable}
            said={cue.id === said}
            problems={problems.get(cue.id) ?? NONE}
            select={select}
          />
        ))}
      </>
    ),
    [from, language.value, ...marks, ...faults, ...cues],
  );
}

const NONE: readonly Problem[] = [];

interface RowProps {
  cue: Cue;
  number: number;
  selected: boolean;
  /** by Tab: one row of all is */
  reachable: boolean;
  said: boolean;
  problems: readonly Problem[];
  select: RefObject<(id: string) => void>;
}

/** Of a block, too, only those rows are drawn of which something has changed. */
function Row({ cue, number, selected, reachable, said, problems, select }: RowProps) {
  const what = problems.join();
  return useMemo(
    () => (
      // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the list's
      <div
        class={cx(styles.row, selected && styles.selected, said && styles.said)}
        role="option"
        aria-selected={selected}
        tabIndex={reachable ? 0 : -1}
        onClick={() => select.current?.(cue.id)}
        onFocus={() => select.current?.(cue.id)}
      >
        <span class={styles.time}>
          {number}. {timeText(cue.start)}–{timeText(cue.end)}
        </span>
        <span class={styles.text}>{unmarked(cue.text)}</span>
        {problems.length > 0 && (
          <span class={styles.problems} lang={language.value}>
            {problems.map((problem) => t(`captions.problem_${problem}`)).join(' · ')}
          </span>
        )}
      </div>
    ),
    [cue, number, selected, reachable, said, what, language.value],
  );
}
