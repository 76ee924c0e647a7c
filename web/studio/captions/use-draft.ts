/** A draft of captions as it is edited: undo, saved by itself, kept in the browser until it is, and two people's made one. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { CaptionDraft, Cue, SavedDraft } from '../../../server/contract/captions.ts';
import { ApiFailure, api } from '../../api.ts';
import { keep, keptName } from '../kept.ts';
import { useLinkWarning, useUnloadWarning } from '../leave-warning.ts';
import { useSavingAgain } from '../save-again.ts';
import type { Saving } from '../save-line.tsx';
import { begin, joined, redo, step, undo } from './history.ts';
import { readKeptCues } from './kept.ts';
import { alike, reconcile } from './reconcile.ts';
import { type Known, meet, type Taken } from './taken.ts';

/** ms after the last change */
const SAVE_MS = 1_500;
const KEEP_MS = 250;

export interface Draft {
  cues: readonly Cue[];
  autosave: Saving;
  taken: Taken | null;
  canUndo: boolean;
  canRedo: boolean;
  /** @param kind changes of the same kind, one after the other, are one step of undo */
  change: (cues: readonly Cue[], kind?: string) => void;
  undo: () => void;
  redo: () => void;
  /** Saves now. @returns the version that is saved; null when it could not be */
  save: () => Promise<number | null>;
}

/**
 * @param path of the draft
 * @param by the account that edits it
 */
export function useDraft(path: string, by: string, loaded: CaptionDraft): Draft {
  const name = keptName('captions', by, path);
  const [opened] = useState(() => open(name, loaded));
  const [history, setHistory] = useState(() => begin(opened.cues));
  const [taken, setTaken] = useState<Taken | null>(opened.taken);
  const [saved, setSaved] = useState<SavedDraft | null>(null);
  const [error, setError] = useState<ApiFailure | null>(null);
  const [unkept, setUnkept] = useState(false);
  const server = useRef<Known>({
    version: loaded.version,
    trackVersion: loaded.trackVersion,
    cues: loaded.cues,
    sent: null,
  });
  const cues = history.present;
  const latest = useRef(cues);
  latest.current = cues;
  const isKept = useRef(opened.taken !== null);
  const running = useRef<Promise<number | null> | null>(null);

  /** What this tab has not saved stays in the browser, and what it has does not. */
  function keepNow(): void {
    const { cues: base, sent } = server.current;
    const isSaved = latest.current === base && sent === null;
    setUnkept(!isSaved && !keep(name, { base, sent, cues: latest.current }));
    if (isSaved && isKept.current) keep(name, null);
    isKept.current = !isSaved;
  }

  async function send(): Promise<number | null> {
    for (;;) {
      const { version, trackVersion, cues: base } = server.current;
      const now = latest.current;
      try {
        if (now === base && server.current.sent === null) {
          setError(null);
          keepNow();
          return version;
        }
        // what was sent may have arrived although its answer did not, and was taken back since
        if (now === base) {
          const failure = await takeIn();
          if (!failure) continue;
          setError(failure);
          return null;
        }
        server.current.sent = now;
        const answer = await api.put<SavedDraft>(path, { version, trackVersion, cues: now }, by);
        server.current = { version: answer.version, trackVersion, cues: now, sent: null };
        setSaved(answer);
        setError(null);
        keepNow();
      } catch (cause) {
        if (!(cause instanceof ApiFailure)) throw cause;
        const failure = cause.code === 'caption_changed' ? await takeIn() : cause;
        if (!failure) continue;
        setError(failure);
        return null;
      }
    }
  }

  /** Somebody else saved, published or removed it: what both changed becomes one. @returns why it could not be had */
  async function takeIn(): Promise<ApiFailure | null> {
    try {
      const stored = await api.get<CaptionDraft>(path);
      // what is on the page now: one may have typed since it was asked for
      const { known, cues: together, taken } = meet(server.current, latest.current, stored);
      server.current = known;
      if (taken) setTaken(taken);
      if (together === latest.current) return null;
      latest.current = together;
      setHistory((last) => joined(last, together));
      return null;
    } catch (cause) {
      if (!(cause instanceof ApiFailure)) throw cause;
      return cause;
    }
  }

  function save(): Promise<number | null> {
    running.current ??= send().finally(() => {
      running.current = null;
    });
    return running.current;
  }

  const pending = cues !== server.current.cues;
  useEffect(() => {
    if (!pending) return keepNow();
    const timers = [setTimeout(keepNow, KEEP_MS), setTimeout(() => void save(), SAVE_MS)];
    return () => timers.forEach(clearTimeout);
  }, [cues]);
  useEffect(() => {
    addEventListener('pagehide', keepNow);
    return () => {
      removeEventListener('pagehide', keepNow);
      keepNow();
      void save();
    };
  }, []);

  // what this browser keeps is there again when the page is opened the next time
  useUnloadWarning(unkept);
  useLinkWarning(unkept);
  useSavingAgain(error, () => void save());

  const change = (next: readonly Cue[], kind?: string) =>
    setHistory((last) => (next === last.present ? last : step(last, next, kind ?? null)));
  return {
    ...{ cues, taken, change, save },
    autosave: { pending, savedAt: saved?.savedAt ?? null, error, unkept, retry: () => void save() },
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    undo: () => setHistory(undo),
    redo: () => setHistory(redo),
  };
}

/** With what this browser kept, when the page was left before it was saved. */
function open(name: string, loaded: CaptionDraft): { cues: readonly Cue[]; taken: Taken | null } {
  const kept = readKeptCues(name);
  if (!kept) return { cues: loaded.cues, taken: null };
  const base = kept.sent && alike(kept.sent, loaded.cues) ? kept.sent : kept.base;
  const { cues, doubled } = reconcile(base, kept.cues, loaded.cues);
  return { cues, taken: { from: 'browser', doubled } };
}
