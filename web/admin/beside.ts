/** What several administrators may have open at once: nobody's text is written over unseen, and none is lost. */
import { useRef, useState } from 'preact/hooks';
import { ApiFailure } from '../api.ts';
import { compared, picked } from '../studio/theirs.ts';

interface BesideOptions<T> {
  /** what is stored, as it was opened */
  opened: T;
  /** what is stored by now */
  load: () => Promise<T>;
  /** @param was what was stored, as far as is known here. @returns what is stored then. Rejects with `ApiFailure` */
  send: (wanted: T, was: T) => Promise<T>;
  /** puts what somebody else wrote into the form */
  take: (theirs: Partial<T>) => void;
}

export interface Beside<T> {
  /** Fields that somebody else changed and nobody here are taken over. Rejects when both changed one: it is in `theirs`. */
  save: (wanted: T) => Promise<T>;
  /** what somebody else wrote into fields that were changed here too; null = nobody did */
  theirs: Partial<T> | null;
  /** one of the two is chosen */
  settle: (name: keyof T & string, whose: 'mine' | 'theirs') => void;
}

export function useBeside<T extends object>(options: BesideOptions<T>): Beside<T> {
  const known = useRef(options.opened);
  const [theirs, setTheirs] = useState<Partial<T> | null>(null);

  async function save(wanted: T): Promise<T> {
    try {
      const saved = await options.send(wanted, known.current);
      known.current = saved;
      setTheirs(null);
      return saved;
    } catch (cause) {
      if (!(cause instanceof ApiFailure) || cause.code !== 'edited_meanwhile') throw cause;
      const stored = await options.load();
      const { news, conflicts } = compared(known.current, wanted, stored);
      const taken = picked(stored, news);
      known.current = { ...known.current, ...taken };
      options.take(taken as Partial<T>);
      setTheirs(picked(stored, conflicts) as Partial<T>);
      if (conflicts.length > 0 || news.length === 0) throw cause;
      return save({ ...wanted, ...taken });
    }
  }

  return {
    ...{ save, theirs },
    settle: (name, whose) => {
      const { [name]: chosen, ...others } = theirs ?? ({} as Partial<T>);
      const text = { [name]: chosen } as unknown as Partial<T>;
      known.current = { ...known.current, ...text };
      if (whose === 'theirs') options.take(text);
      setTheirs(others as Partial<T>);
    },
  };
}
