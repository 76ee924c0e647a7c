/** A note that is being written. */
export interface NoteDraft {
  /** seconds; where the lecture was when it was begun */
  at: number;
  text: string;
  /** how often it was asked for: each time the field has the focus */
  turn: number;
  /** what had the focus, and has it again afterwards; null = the button above the notes */
  opener: Element | null;
}

/** One that begins at a time; what is being written already stays as it is, and has the focus again. */
export const begun = (before: NoteDraft | null, at: number, opener: Element | null): NoteDraft => ({
  ...(before?.text ? before : { at, text: '' }),
  turn: (before?.turn ?? 0) + 1,
  opener,
});
