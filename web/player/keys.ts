/** The player's keys: the field's own, by place on the keyboard, so that they work while Hangul is being typed too. */

export type Command =
  | { do: 'toggle' | 'mute' | 'captions' | 'fullscreen' | 'note' | 'help' | 'toStart' | 'toEnd' }
  /** seconds */
  | { do: 'skip'; by: number }
  /** share of the volume */
  | { do: 'volume'; by: number }
  /** steps in the list of speeds */
  | { do: 'speed'; by: 1 | -1 }
  /** share of the lecture */
  | { do: 'jump'; to: number };

export interface Press {
  code: string;
  key: string;
  shift: boolean;
  /** Ctrl, Alt or Meta: the press belongs to the browser */
  modified: boolean;
}

/** What has the focus: a button takes Space itself, a slider of its own takes the arrows. */
export type Focused = 'button' | 'slider' | 'other';

const PLAIN: Readonly<Record<string, Command>> = {
  Space: { do: 'toggle' },
  KeyK: { do: 'toggle' },
  ArrowLeft: { do: 'skip', by: -5 },
  ArrowRight: { do: 'skip', by: 5 },
  KeyJ: { do: 'skip', by: -10 },
  KeyL: { do: 'skip', by: 10 },
  ArrowUp: { do: 'volume', by: 0.1 },
  ArrowDown: { do: 'volume', by: -0.1 },
  KeyM: { do: 'mute' },
  KeyC: { do: 'captions' },
  KeyF: { do: 'fullscreen' },
  KeyN: { do: 'note' },
  Home: { do: 'toStart' },
  End: { do: 'toEnd' },
};
const SLIDER_OWN = /^(Arrow|Home|End|Page)/;

/** The command of a press, or null when it is none. */
export function commandOf({ code, key, shift, modified }: Press, focused: Focused): Command | null {
  if (modified) return null;
  if (focused === 'button' && code === 'Space') return null;
  if (focused === 'slider' && SLIDER_OWN.test(code)) return null;
  if (key === '?' || (shift && code === 'Slash')) return { do: 'help' };
  if (key === '<' || (shift && code === 'Comma')) return { do: 'speed', by: -1 };
  if (key === '>' || (shift && code === 'Period')) return { do: 'speed', by: 1 };
  if (shift) return null;
  const tenth = /^(?:Digit|Numpad)(\d)$/.exec(code);
  if (tenth) return { do: 'jump', to: Number(tenth[1]) / 10 };
  return PLAIN[code] ?? null;
}
