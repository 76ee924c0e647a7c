/** What a lecture is found by, and what a query asks for. Pure. */
import { convertQwertyToHangul, getChoseong } from 'es-hangul';
import { fold } from '../captions/endings.ts';

type Searchable = {
  title: string;
  titleEn: string;
  summary: string;
  summaryEn: string;
  instructor: string;
  instructorEn: string;
  venue: string;
  venueEn: string;
  field: string;
  fieldEn: string;
  tags: readonly string[];
  tagsEn: readonly string[];
};

/** Columns that queries are compared with. */
export function searchColumns(lecture: Searchable): { searchText: string; searchChoseong: string } {
  const { title, instructor, tags, summary } = lecture;
  const all = [
    ...[title, lecture.titleEn, instructor, lecture.instructorEn, lecture.venue, lecture.venueEn],
    ...[lecture.field, lecture.fieldEn, ...tags, ...lecture.tagsEn, summary, lecture.summaryEn],
  ];
  return {
    searchText: fold(all.join('\n')),
    searchChoseong: getChoseong([title, instructor].join('\n').normalize('NFC')).replace(/[^ㄱ-ㅎ]/g, ''),
  };
}

export type SearchTerms =
  /** every word must occur */
  | { kind: 'words'; words: string[] }
  /** initial consonants, as in ㅎㅊ for 협치 */
  | { kind: 'choseong'; consonants: string };

/** @returns null when nothing is asked for */
export function searchTerms(query: string): SearchTerms | null {
  const text = fold(query).trim();
  if (text === '') return null;
  if (/^[ㄱ-ㅎ\s]+$/.test(text)) return { kind: 'choseong', consonants: text.replace(/\s/g, '') };
  return { kind: 'words', words: [...new Set(text.split(/\s+/))].slice(0, 10) };
}

/**
 * The query as it reads when it was typed on a Korean keyboard set to English (`guqcl` → 협치),
 * or null when that gives no whole syllables.
 */
export function mendedQuery(query: string): string | null {
  if (!/^[a-z\s]+$/i.test(query)) return null;
  const mended = convertQwertyToHangul(query);
  return /^[가-힣\s]+$/.test(mended) ? mended : null;
}
