/** 목차: chapters by hand; saved by themselves once they make sense. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Lecture } from '../../server/contract/lectures.ts';
import type { Chapter, ChapterList } from '../../server/contract/playback.ts';
import { api } from '../api.ts';
import { t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { account } from '../session.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { ErrorNote, Loading } from '../ui/notes.tsx';
import type { Hand } from './at-hand.tsx';
import { type Kept, useAutosave } from './autosave.ts';
import {
  type ChapterFault,
  type ChapterRow,
  chapterFaults,
  chaptersOf,
  isTaken,
  isUnfinished,
  rowChanged,
  rowsFor,
  rowsOf,
  rowsWith,
  secondsOf,
  timeText,
} from './chapter-rows.ts';
import styles from './chapters-tab.module.css';
import editor from './editor.module.css';
import { keptName, readKept } from './kept.ts';
import { Proposals } from './proposals.tsx';
import { SaveLine } from './save-line.tsx';
import { compared, same } from './theirs.ts';
import { Theirs } from './theirs-choice.tsx';

/** Where the focus goes when a row with the focus is removed. */
const ADD = 'chapter-add';

type Chapters = Pick<ChapterList, 'items'>;

interface ChaptersTabProps {
  lecture: Lecture;
  /** other words when proposals have changed */
  changed: string;
  hand: Hand;
}

export function ChaptersTab({ lecture, changed, hand }: ChaptersTabProps) {
  const path = `/api/lectures/${lecture.id}/chapters`;
  const { data, error, reload } = useLoad(`${path} ${lecture.updatedAt}`, (signal) =>
    api.get<ChapterList>(path, {}, signal),
  );
  if (error && !data) return <ErrorNote error={error} onRetry={reload} />;
  if (!data) return <Loading />;
  return <Rows {...{ lecture, changed, hand, path }} loaded={data} />;
}

function Rows({
  lecture,
  changed,
  hand,
  path,
  loaded,
}: ChaptersTabProps & { path: string; loaded: ChapterList }) {
  const [opened] = useState(() => {
    const by = account.value?.id ?? '';
    const keptAs = keptName('chapters', by, path);
    return { by, keptAs, kept: readKept<Kept<Chapters, ChapterRow[]>>(keptAs) };
  });
  const [rows, setRows] = useState(() => opened.kept?.typed ?? rowsOf(loaded.items));
  const [focused, setFocused] = useState<number | null>(null);
  /** what somebody else wrote while they were changed here too */
  const [theirs, setTheirs] = useState<Chapter[] | null>(null);
  const newest = useRef(loaded);
  const faults = chapterFaults(rows, lecture.duration);
  const items = chaptersOf(rows, faults);
  const unfinished = isUnfinished(rows, faults);
  const [broughtBack] = useState(opened.kept !== null && (unfinished || !same(items, loaded.items)));
  const typed = useRef({ rows, faults, items });
  typed.current = { rows, faults, items };
  const autosave = useAutosave<Chapters, ChapterRow[]>({
    ...{ keptAs: opened.keptAs, kept: opened.kept },
    initial: opened.kept?.saved ?? loaded,
    draft: { items },
    typed: rows,
    unfinished,
    held: theirs || isTaken(items) ? ['items'] : [],
    save: async (changes, was) => {
      newest.current = await api.put<ChapterList>(path, { ...changes, was: was.items }, opened.by);
    },
    look: async () => take(await api.get<ChapterList>(path)),
  });

  /** Takes over what somebody else has changed, unless something was changed here meanwhile. */
  function take(stored: ChapterList): void {
    // An answer that was on its way while something newer was saved says nothing new.
    if (stored.updatedAt < newest.current.updatedAt) return;
    newest.current = stored;
    const now = typed.current;
    const { news, conflicts } = compared(autosave.saved(stored), { items: now.items }, stored);
    if (news.length > 0) settle(stored.items, rowsFor(stored.items, now.rows, now.faults));
    else setTheirs(conflicts.length > 0 ? stored.items : null);
  }
  useEffect(() => take(loaded), [loaded]);

  /** @param stored what is stored now; `shown` is what stands here from now on */
  function settle(stored: Chapter[], shown: ChapterRow[]): void {
    autosave.rebase({ items: stored });
    setTheirs(null);
    setRows(shown);
  }
  // What was held is saved once it was chosen.
  useEffect(() => autosave.retry(), [theirs === null]);

  const change = (key: number, values: Partial<ChapterRow>) =>
    setRows(rows.map((row) => (row.key === key ? rowChanged(row, values, faults.has(key)) : row)));
  const add = () => {
    const key = Math.max(-1, ...rows.map((row) => row.key)) + 1;
    setRows([...rows, { key, time: '', title: '', titleEn: '' }]);
    setFocused(key);
  };
  const remove = (gone: number) => {
    setRows(rows.filter(({ key }) => key !== gone));
    document.getElementById(ADD)?.focus();
  };

  return (
    <div class={editor.form}>
      <p class={editor.lead}>{t('studio.chaptersLead')}</p>
      <SaveLine {...autosave} broughtBack={broughtBack} />
      {theirs && (
        <Theirs
          label={t('studio.tab_chapters')}
          onTake={() => settle(theirs, rowsFor(theirs, rows, faults))}
          onKeep={() => settle(theirs, rows)}
        >
          {theirs.map(({ start, title }) => `${timeText(start)} ${title}`).join('\n') ||
            t('studio.theirsEmpty')}
        </Theirs>
      )}
      {rows.length === 0 && <p>{t('studio.chaptersNone')}</p>}
      <ol class={styles.rows}>
        {rows.map((row, index) => (
          <Row
            key={row.key}
            row={row}
            number={index + 1}
            fresh={row.key === focused && row.time === '' && row.title === ''}
            fault={row.key === focused ? undefined : faults.get(row.key)}
            onFocus={() => setFocused(row.key)}
            onLeave={() => setFocused(null)}
            onChange={(values) => change(row.key, values)}
            onRemove={() => remove(row.key)}
          />
        ))}
      </ol>
      <div>
        <Button id={ADD} onClick={add}>
          <Icon name="plus" size={20} />
          {t('studio.chapterAdd')}
        </Button>
      </div>
      <Proposals
        changed={changed}
        hand={hand}
        lecture={lecture}
        taken={rows.flatMap(({ time }) => secondsOf(time) ?? [])}
        onAccept={(chapters) => setRows((last) => rowsWith(last, chapters))}
      />
    </div>
  );
}

interface RowProps {
  row: ChapterRow;
  number: number;
  /** just added: typing begins here */
  fresh: boolean;
  fault: ChapterFault | undefined;
  onFocus: () => void;
  onLeave: () => void;
  onChange: (values: Partial<ChapterRow>) => void;
  onRemove: () => void;
}

function Row({ row, number, fresh, fault, onFocus, onLeave, onChange, onRemove }: RowProps) {
  const words = fault && t(`studio.chapter_${fault}`);
  const aboutTitle = fault === 'title_missing';
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (fresh) item.current?.querySelector('input')?.focus();
  }, [fresh]);
  return (
    <li
      ref={item}
      class={styles.row}
      onFocusIn={onFocus}
      onFocusOut={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) onLeave();
      }}
    >
      <fieldset class={styles.fields}>
        <legend class="visually-hidden">{t('studio.chapterRow', { n: number })}</legend>
        <TextField
          label={t('studio.chapterTime')}
          value={row.time}
          onText={(time) => onChange({ time })}
          maxLength={8}
          error={aboutTitle ? undefined : words}
        />
        <TextField
          label={t('studio.chapterTitle')}
          value={row.title}
          onText={(title) => onChange({ title })}
          maxLength={200}
          error={aboutTitle ? words : undefined}
        />
        <TextField
          label={t('studio.chapterTitleEn')}
          lang="en"
          value={row.titleEn}
          onText={(titleEn) => onChange({ titleEn })}
          maxLength={200}
        />
      </fieldset>
      <Button
        size="small"
        look="text"
        aria-label={`${t('studio.chapterRow', { n: number })} ${t('studio.chapterRemove')}`}
        onClick={onRemove}
      >
        <Icon name="trash" size={20} />
        {t('studio.chapterRemove')}
      </Button>
    </li>
  );
}
