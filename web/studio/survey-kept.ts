/** A survey's questions as they are edited: what is not saved yet is kept in this browser, and is there again. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { SurveySettings } from '../../server/contract/surveys.ts';
import { account } from '../session.ts';
import { keep, keptName, readKept } from './kept.ts';
import { useLinkWarning, useUnloadWarning } from './leave-warning.ts';
import { isSame, type QuestionRow, rowsOf } from './survey-form.ts';

/** `from`: the version that was seen when they were changed. */
type KeptQuestions = { from: number; rows: QuestionRow[] };

interface EditedQuestions extends KeptQuestions {
  /** the account that edits them */
  by: string;
  unsaved: boolean;
  /** what stands here was not saved when the page was left */
  broughtBack: boolean;
  /** somebody else has saved others since: one of the two is to be chosen */
  isTheirs: boolean;
  setRows: (rows: QuestionRow[]) => void;
  /** takes note of the version that was seen */
  setFrom: (version: number) => void;
}

/** @param path of the survey */
export function useKeptQuestions(path: string, settings: SurveySettings): EditedQuestions {
  const [{ by, keptAs, kept }] = useState(() => {
    const by = account.value?.id ?? '';
    const keptAs = keptName('survey', by, path);
    return { by, keptAs, kept: readKept<KeptQuestions>(keptAs) };
  });
  const [rows, setRows] = useState(() => rowsOf(kept?.rows ?? settings.questions));
  const [from, setFrom] = useState(kept?.from ?? settings.version);
  const [unkept, setUnkept] = useState(false);
  const isKept = useRef(kept !== null);
  const unsaved = !isSame(rows, settings.questions);
  const [broughtBack, setBroughtBack] = useState(unsaved);
  const seen = useRef(settings.questions);

  // what somebody else saved takes the place of what nobody has touched here
  useLayoutEffect(() => {
    const untouched = isSame(rows, seen.current);
    seen.current = settings.questions;
    if (untouched) setRows(rowsOf(settings.questions));
  }, [settings.questions]);
  // before a link that is pressed next leads away
  useLayoutEffect(() => {
    setUnkept(unsaved && !keep(keptAs, { from, rows }));
    // what another tab keeps is its own
    if (!unsaved && isKept.current) keep(keptAs, null);
    isKept.current = unsaved;
    if (!unsaved) {
      setFrom(settings.version);
      setBroughtBack(false);
    }
  }, [rows, from, unsaved, settings.version]);
  useUnloadWarning(unsaved);
  useLinkWarning(unkept);

  const isTheirs = unsaved && from < settings.version;
  return { by, rows, from, unsaved, broughtBack, isTheirs, setRows, setFrom };
}
