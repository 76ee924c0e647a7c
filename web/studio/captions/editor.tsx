/** The caption editor: player, waveform and the chosen cue on one side, all cues on the other. */
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { CaptionDraft, Cue } from '../../../server/contract/captions.ts';
import type { Playback } from '../../../server/contract/playback.ts';
import type { CaptionLanguage } from '../../../server/contract/vocabulary.ts';
import { t } from '../../i18n/i18n.ts';
import { Media } from '../../player/media.ts';
import { Player } from '../../player/player.tsx';
import { account } from '../../session.ts';
import { announce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/notes.tsx';
import { SaveLine } from '../save-line.tsx';
import { Approve } from './approve.tsx';
import styles from './captions.module.css';
import { CueForm } from './cue-form.tsx';
import { CueList } from './cue-list.tsx';
import { added, changed, merged, newId, removed, saidAt, split } from './cues.ts';
import { ariaKeys, type EditorCommand, editorCommandOf } from './keys.ts';
import { playLine } from './play-line.ts';
import { nextProblem, problemsOf } from './problems.ts';
import { Shortcuts } from './shortcuts.tsx';
import { TakenNote } from './taken-note.tsx';
import { FindAndReplace, Shift } from './tools.tsx';
import { unmarked } from './unmarked.ts';
import { useDraft } from './use-draft.ts';
import { Waveform } from './waveform.tsx';

interface EditorProps {
  title: string;
  lectureId: string;
  of: CaptionLanguage;
  path: string;
  playback: Playback;
  loaded: CaptionDraft;
}

type Tool = 'find' | 'shift' | null;

export function CaptionEditor({ title, lectureId, of, path, playback, loaded }: EditorProps) {
  const media = useMemo(() => new Media(), []);
  const [by] = useState(account.value?.id ?? '');
  const draft = useDraft(path, by, loaded);
  const { cues } = draft;
  const [chosen, setChosen] = useState<string | null>(cues[0]?.id ?? null);
  const [tool, setTool] = useState<Tool>(null);
  const [help, setHelp] = useState(false);
  const whole = useRef<HTMLDivElement>(null);
  const words = useRef<HTMLTextAreaElement>(null);
  const [shown] = useState(() => ({ ...playback, audioManifest: null, captions: [] }));
  const problems = useMemo(() => problemsOf(cues, of, playback.duration), [cues, of, playback.duration]);

  const at = cues.findIndex((cue) => cue.id === chosen);
  const selected = cues[at] ?? null;
  const time = media.time.value;
  const said = cues[saidAt(cues, time)] ?? null;

  const had = useRef(false);
  useLayoutEffect(() => {
    // with the chosen cue the form goes, and the focus with it: the keys are still the editor's
    if (had.current && !selected && document.activeElement === document.body) whole.current?.focus();
    had.current = selected !== null;
  }, [selected === null]);

  function select(id: string): void {
    if (id === chosen) return;
    setChosen(id);
    const cue = cues.find((one) => one.id === id);
    if (cue && media.paused.peek()) media.seek(cue.start);
  }
  const edit = (change: Partial<Cue>, kind = Object.keys(change).join()) =>
    selected && draft.change(changed(cues, selected.id, change), `${kind} ${selected.id}`);

  function remove(): void {
    if (!selected) return;
    const beside = cues[at + 1] ?? cues[at - 1];
    draft.change(removed(cues, selected.id));
    setChosen(beside?.id ?? null);
    announce(t('captions.removed'));
  }

  function splitHere(): void {
    if (!selected) return;
    const field = words.current;
    const caret = field && document.activeElement === field ? field.selectionStart : null;
    const made = newId();
    const place = caret && caret < selected.text.length ? caret : Math.ceil(selected.text.length / 2);
    draft.change(split(cues, selected.id, place, made));
    announce(t('captions.splitDone'));
  }

  function add(): void {
    const made = newId();
    draft.change(added(cues, selected && !said ? Math.max(time, 0) : (selected?.end ?? time), made));
    setChosen(made);
    requestAnimationFrame(() => words.current?.focus());
  }

  function openFind(): void {
    setTool('find');
    requestAnimationFrame(() => document.getElementById('caption-find')?.focus());
  }

  function goToProblem(): void {
    const id = nextProblem(cues, problems, chosen);
    if (id) select(id);
  }

  const commands: Record<EditorCommand, () => void> = {
    playLine: () => selected && playLine(media, selected.start, selected.end),
    togglePlay: () => media.toggle(),
    split: splitHere,
    merge: () => selected && draft.change(merged(cues, selected.id)),
    add,
    remove,
    startHere: () => edit({ start: media.video?.currentTime ?? time }),
    endHere: () => edit({ end: media.video?.currentTime ?? time }),
    previous: () => cues[at - 1] && select(cues[at - 1]?.id ?? ''),
    next: () => cues[at + 1] && select(cues[at + 1]?.id ?? ''),
    nextProblem: goToProblem,
    find: openFind,
    undo: draft.undo,
    redo: draft.redo,
  };

  function onKeyDown(event: KeyboardEvent): void {
    // while a syllable is put together, its keys are the input method's
    if (event.isComposing) return;
    const { code, altKey: alt, shiftKey: shift } = event;
    const command = editorCommandOf({ code, alt, shift, control: event.ctrlKey || event.metaKey });
    if (!command) return;
    event.preventDefault();
    commands[command]();
  }

  const button = (command: EditorCommand, words = t(`captions.do_${command}`)) => (
    <Button size="small" aria-keyshortcuts={ariaKeys(command)} onClick={commands[command]}>
      {words}
    </Button>
  );
  const tools = { cues, selected: chosen, onChange: (to: Cue[]) => draft.change(to), onSelect: select };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its keys are those of what is inside
    <div ref={whole} class={styles.whole} tabIndex={-1} onKeyDown={onKeyDown}>
      <div class={styles.top}>
        <SaveLine {...draft.autosave} />
        <Approve
          {...{ lectureId, of, path, problems, cues }}
          draft={
            loaded.version > 0 || draft.canUndo || draft.autosave.pending || draft.autosave.savedAt !== null
          }
          automatic={loaded.origin === 'automatic'}
          save={draft.save}
          onProblem={select}
        />
      </div>
      <TakenNote taken={draft.taken} loaded={loaded} />
      <div class={styles.editor}>
        <div class={styles.side}>
          {playback.playable && (
            <div class={styles.screen}>
              <Player title={title} playback={shown} media={media} start={{ at: 0, resumed: false }} />
              {said && (
                <p class={styles.said} lang={of}>
                  <span>{unmarked(said.text)}</span>
                </p>
              )}
            </div>
          )}
          {playback.playable ? (
            <Waveform
              playlist={playback.audioManifest}
              {...{ media, cues, selected }}
              onSelect={select}
              onTimes={(id, change) => draft.change(changed(cues, id, change), `drag ${id}`)}
            />
          ) : (
            <p class={styles.hint}>{t('captions.notPlayable')}</p>
          )}
          {selected && (
            <CueForm
              cue={selected}
              place={{ number: at + 1, of: cues.length }}
              of={of}
              problems={problems.get(selected.id) ?? []}
              words={words}
              onChange={edit}
              onCommand={(command) => commands[command]()}
            />
          )}
        </div>
        <div class={styles.side}>
          <div class={styles.row}>
            {button('undo')}
            {button('redo')}
            <Button
              size="small"
              aria-expanded={tool === 'find'}
              aria-keyshortcuts={ariaKeys('find')}
              onClick={() => (tool === 'find' ? setTool(null) : openFind())}
            >
              {t('captions.do_find')}
            </Button>
            <Button
              size="small"
              aria-expanded={tool === 'shift'}
              onClick={() => setTool(tool === 'shift' ? null : 'shift')}
            >
              {t('captions.shiftOpen')}
            </Button>
            <Button size="small" look="text" onClick={() => setHelp(true)}>
              {t('captions.shortcuts')}
            </Button>
          </div>
          {tool === 'find' && <FindAndReplace {...tools} />}
          {tool === 'shift' && <Shift {...tools} />}
          <div class={styles.row}>
            <p role="status" class={problems.size > 0 ? styles.problems : styles.hint}>
              {problems.size > 0
                ? t('captions.problems', { count: problems.size, of: cues.length })
                : t('captions.noProblems', { of: cues.length })}
            </p>
            {problems.size > 0 && button('nextProblem')}
          </div>
          {cues.length > 0 ? (
            <CueList
              {...{ cues, of, problems }}
              selected={chosen}
              said={said?.id ?? null}
              onSelect={select}
              onEdit={() => words.current?.focus()}
              onPlay={(cue) => playLine(media, cue.start, cue.end)}
            />
          ) : (
            <Empty title={t('captions.empty')}>
              <p>{t('captions.emptyHint')}</p>
              {button('add')}
            </Empty>
          )}
        </div>
      </div>
      <Shortcuts open={help} onClose={() => setHelp(false)} />
    </div>
  );
}
