/** The caption editor's keys, by place on the keyboard, so that they work while Hangul is being typed too. Pure. */

export type EditorCommand =
  | 'playLine'
  | 'togglePlay'
  | 'split'
  | 'merge'
  | 'add'
  | 'remove'
  | 'startHere'
  | 'endHere'
  | 'previous'
  | 'next'
  | 'nextProblem'
  | 'find'
  | 'undo'
  | 'redo';

interface Press {
  code: string;
  alt: boolean;
  /** Ctrl, or Command on a Mac */
  control: boolean;
  shift: boolean;
}

/** What is pressed for each, as people read it: none is a single letter, so that all work while one types. */
export const SHORTCUTS: Readonly<Record<EditorCommand, string>> = {
  playLine: 'Ctrl+Enter',
  togglePlay: 'Alt+P',
  split: 'Alt+S',
  merge: 'Alt+M',
  add: 'Alt+I',
  remove: 'Alt+Delete',
  startHere: 'Alt+[',
  endHere: 'Alt+]',
  previous: 'Alt+↑',
  next: 'Alt+↓',
  nextProblem: 'Alt+N',
  find: 'Alt+R',
  undo: 'Ctrl+Z',
  redo: 'Ctrl+Shift+Z',
};

const WITH_ALT: Readonly<Record<string, EditorCommand>> = {
  KeyP: 'togglePlay',
  KeyS: 'split',
  KeyM: 'merge',
  KeyI: 'add',
  Delete: 'remove',
  BracketLeft: 'startHere',
  BracketRight: 'endHere',
  ArrowUp: 'previous',
  ArrowDown: 'next',
  KeyN: 'nextProblem',
  KeyR: 'find',
};

/** The command of a press, or null when it is none. */
export function editorCommandOf({ code, alt, control, shift }: Press): EditorCommand | null {
  if (alt && !control && !shift) return WITH_ALT[code] ?? null;
  if (!control || alt) return null;
  if (code === 'Enter' && !shift) return 'playLine';
  if (code === 'KeyZ') return shift ? 'redo' : 'undo';
  if (code === 'KeyY' && !shift) return 'redo';
  return null;
}

/** As `aria-keyshortcuts` writes them (WAI-ARIA 1.2). */
export const ariaKeys = (command: EditorCommand): string =>
  SHORTCUTS[command].replace('Ctrl', 'Control').replace('↑', 'ArrowUp').replace('↓', 'ArrowDown');
