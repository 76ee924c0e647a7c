/** What the search field offers while somebody types. */
import { useEffect, useState } from 'preact/hooks';
import type { LecturePage } from '../../server/contract/lectures.ts';
import { api } from '../api.ts';
import { useLoad } from '../load.ts';
import { playedFrom } from './sentence.tsx';

/** Lectures that are offered. */
const LECTURES = 4;
/** Nobody has stopped typing who types on within this, ms. */
const PAUSE_MS = 120;

/**
 * What is asked for when this stands in the field: without the consonant that an unfinished syllable begins with
 * (협ㅊ on the way to 협치), and nothing of a single letter of an alphabet.
 */
export function askedWhileTyping(text: string): string {
  const asked = text.trim().replace(/(?<=[가-힣])[ㄱ-ㅎ]$/, '');
  return /^[a-zㄱ-ㅎㅏ-ㅣ]?$/i.test(asked) ? '' : asked;
}

type Choice = { id: string; href: string; lecture: LecturePage['items'][number]; sentence: boolean };

/** Each lecture, and where it says the words first. */
export const choicesOf = (lectures: LecturePage['items']): Choice[] =>
  lectures.flatMap((lecture) => {
    const [first] = lecture.said?.sentences ?? [];
    const whole = { id: lecture.id, href: `/lectures/${lecture.id}`, lecture, sentence: false };
    const said = first && {
      ...whole,
      id: `${lecture.id}-said`,
      href: playedFrom(lecture.id, first),
      sentence: true,
    };
    return said ? [whole, said] : [whole];
  });

/** Undefined while nothing is asked for, and until the first answer. */
export function useSuggested(text: string): LecturePage | undefined {
  const asked = askedWhileTyping(text);
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(asked), asked ? PAUSE_MS : 0);
    return () => clearTimeout(timer);
  }, [asked]);
  const { data } = useLoad(settled || null, (signal) =>
    api.get<LecturePage>('/api/lectures', { q: settled, pageSize: LECTURES }, signal),
  );
  return asked && settled ? data : undefined;
}
