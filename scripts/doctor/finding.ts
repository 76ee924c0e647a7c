/** What the doctor finds, in Korean and English. */

export type Finding = {
  /** `good`: nothing to do. `look`: it works, and somebody should look at it. `bad`: to be mended */
  level: 'good' | 'look' | 'bad';
  /** what was looked at, in both languages, such as `데이터베이스 · Database` */
  about: string;
  ko: string;
  en: string;
};

/** Findings about one thing. */
export const about = (name: string) => {
  const found = (level: Finding['level']) => (ko: string, en: string) => ({ level, about: name, ko, en });
  return { good: found('good'), look: found('look'), bad: found('bad') };
};

const SIGNS: Record<Finding['level'], string> = { good: '✓', look: '△', bad: '✗' };

/** As the terminal shows it. Pure. */
export const shown = ({ level, about, ko, en }: Finding): string =>
  [`${SIGNS[level]} ${about}`, ...new Set([ko, en])].join('\n    ');

/** Why something failed, in the words of whatever failed. Pure. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message, code = '' } = error as NodeJS.ErrnoException;
  const cause = error.cause instanceof Error ? reasonOf(error.cause) : '';
  return [message || code, cause].filter(Boolean).join(': ');
}
