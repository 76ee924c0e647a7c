/** Notes as a text file. */
import { expect, test } from 'vitest';
import { begun } from '../../web/notes/draft.ts';
import { withNote } from '../../web/notes/note-list.tsx';
import { notesText, textFileName } from '../../web/notes/text.ts';

const note = (id: string, at: number, text: string, createdAt = '2026-11-24T03:00:00.000Z') => ({
  ...{ id, at, text, createdAt, updatedAt: createdAt },
});

test('title, address and times with links, as every editor reads them', () => {
  const notes = [note('a', 3.7, '인사\n두 번째 줄'), note('b', 3723, '끝')];
  const told = { savedOn: '저장한 때: 2026.\u00a011. 30.', writtenOn: (time: string) => `${time}에 씀` };
  const address = 'https://madang.example/lectures/1';
  expect(notesText({ address, title: '협치란 무엇인가', notes }, told)).toBe(
    [
      '\ufeff협치란 무엇인가',
      'https://madang.example/lectures/1',
      '저장한 때: 2026. 11. 30.',
      '',
      '[0:03] https://madang.example/lectures/1?t=3',
      '2026-11-24T03:00:00.000Z에 씀',
      '인사',
      '두 번째 줄',
      '',
      '[1:02:03] https://madang.example/lectures/1?t=3723',
      '2026-11-24T03:00:00.000Z에 씀',
      '끝',
      '',
    ].join('\r\n'),
  );
});

test.each([
  ['협치란 무엇인가 노트', '협치란 무엇인가 노트.txt'],
  ['A/B: "어떻게?"\n노트', 'A B 어떻게 노트.txt'],
  ['가'.repeat(300), `${'가'.repeat(100)}.txt`],
])('a file called %s', (name, file) => {
  expect(textFileName(name)).toBe(file);
});

test('notes stay in order of their times, and a changed one stands once', () => {
  const [a, b] = [note('a', 10, '가'), note('b', 10, '나', '2026-11-24T03:00:01.000Z')];
  expect(withNote([b], a)).toEqual([a, b]);
  expect(withNote([a, b], { ...a, text: '다' })).toEqual([{ ...a, text: '다' }, b]);
});

test('what is being written stays where it was begun; nothing yet moves with the lecture', () => {
  const first = begun(null, 10, null);
  expect(first).toEqual({ at: 10, text: '', turn: 1, opener: null });
  expect(begun(first, 20, null)).toMatchObject({ at: 20, turn: 2 });
  expect(begun({ ...first, text: '가' }, 20, null)).toMatchObject({ at: 10, text: '가', turn: 2 });
});
