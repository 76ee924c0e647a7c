/** Says that a lecture's editor is open here, and hears who else has it open. */
import { useEffect, useState } from 'preact/hooks';
import type { LectureEditing } from '../../server/contract/lectures.ts';
import { ApiFailure, api } from '../api.ts';
import { useVisible } from './visible.ts';

const SIGN_MS = 20_000;

interface Editing {
  /** null until the server has answered; whoever looks elsewhere is not told, and not counted */
  editing: LectureEditing | null;
  /** why nothing here can be saved: the lecture is another's; null when it can */
  refused: ApiFailure | null;
}

export function useEditing(lectureId: string): Editing {
  const [editing, setEditing] = useState<LectureEditing | null>(null);
  const [refused, setRefused] = useState<ApiFailure | null>(null);
  const visible = useVisible();
  useEffect(() => {
    if (!visible) return;
    let gone = false;
    const sign = async () => {
      try {
        const heard = await api.put<LectureEditing>(`/api/lectures/${lectureId}/editing`, {});
        if (!gone) setEditing(heard);
      } catch (cause) {
        // The next sign may come through; what cannot be saved is said where it is saved.
        if (!(cause instanceof ApiFailure)) throw cause;
        if (cause.code === 'forbidden' && !gone) setRefused(cause);
      }
    };
    void sign();
    const timer = setInterval(() => void sign(), SIGN_MS);
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, [lectureId, visible]);
  return { editing, refused };
}
