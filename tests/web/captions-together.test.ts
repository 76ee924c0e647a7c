/** Captions that two people edit at the same time: what becomes of both, and what undo takes back. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CaptionDraft, Cue } from '../../server/contract/captions.ts';
import { begin, joined, redo, step, undo } from '../../web/studio/captions/history.ts';
import { reconcile } from '../../web/studio/captions/reconcile.ts';
import { meet } from '../../web/studio/captions/taken.ts';

const cue = (id: string, start: number, end: number, text = id): Cue => ({ id, start, end, text });
const A = cue('a', 1, 3, '협치란 무엇인가');
const B = cue('b', 3, 5, '함께 정합니다');
const C = cue('c', 6, 8, '끝');

describe('two people', () => {
  const mine = (text: string) => ({ ...A, text });

  test.each<[string, Cue[], Cue[], Cue[]]>([
    ['only I changed', [mine('나'), B], [A, B], [mine('나'), B]],
    ['only they changed', [A, B], [A, { ...B, text: '그' }], [A, { ...B, text: '그' }]],
    ['each another cue', [mine('나'), B], [A, { ...B, text: '그' }], [mine('나'), { ...B, text: '그' }]],
    ['both the same', [mine('나'), B], [mine('나'), B], [mine('나'), B]],
    ['both added', [A, B, C], [A, B, cue('d', 9, 10)], [A, B, C, cue('d', 9, 10)]],
    ['they removed what I left', [A, B], [A], [A]],
    ['they removed what I changed', [mine('나'), B], [B], [mine('나'), B]],
    ['I removed what they changed', [B], [mine('그'), B], [mine('그'), B]],
    [
      'the same times by both, and words by me',
      [{ ...mine('나'), end: 2 }, B],
      [{ ...A, end: 2 }, B],
      [{ ...mine('나'), end: 2 }, B],
    ],
    ['words by me, times by them', [mine('나'), B], [{ ...A, end: 2 }, B], [{ ...mine('나'), end: 2 }, B]],
  ])('%s', (_, own, theirs, together) => {
    expect(reconcile([A, B], own, theirs)).toEqual({ cues: together, doubled: 0 });
  });

  test('both changed the words: both stay, one over the other, and that is said', () => {
    const { cues, doubled } = reconcile([A], [mine('나')], [mine('그')]);
    expect(cues.map(({ text }) => text)).toEqual(['나', '그']);
    expect(new Set(cues.map(({ id }) => id)).size).toBe(2);
    expect(doubled).toBe(1);
  });

  test('nobody’s words are lost, whatever was done', () => {
    const cues = fc.uniqueArray(
      fc.record({
        id: fc.constantFrom('a', 'b', 'c', 'd'),
        start: fc.integer({ min: 0, max: 9 }),
        end: fc.integer({ min: 10, max: 19 }),
        text: fc.string({ maxLength: 3 }),
      }),
      { selector: ({ id }) => id },
    );
    fc.assert(
      fc.property(cues, cues, cues, (base, own, theirs) => {
        const said = reconcile(base, own, theirs).cues.map(({ text }) => text);
        const before = new Map(base.map((one) => [one.id, one.text]));
        for (const { id, text } of [...own, ...theirs]) {
          if (before.get(id) !== text) expect(said).toContain(text);
        }
      }),
    );
  });
});

describe('undo', () => {
  const text = (...words: string[]) => [cue('a', 1, 3, words.join(''))];

  test('typing into one field is one step, and what was undone comes back', () => {
    const typed = ['가', '가나', '가나다'].reduce(
      (history, word) => step(history, text(word), 'text a'),
      begin(text('')),
    );
    const split = step(typed, text('가|나다'));
    expect(undo(split).present).toEqual(text('가나다'));
    expect(undo(undo(split)).present).toEqual(text(''));
    expect(undo(undo(undo(split))).present).toEqual(text(''));
    expect(redo(undo(split)).present).toEqual(text('가|나다'));
    expect(redo(step(undo(split), text('x'))).present).toEqual(text('x'));
  });

  const mine = cue('m', 9, 10, '나');
  const theirs = cue('t', 11, 12, '그');

  test('takes back my changes alone: what another added, changed or removed stays so', () => {
    const typed = step(begin([A, B, C]), [A, B, C, mine]);
    const met = joined(typed, [{ ...A, text: '그' }, B, mine, theirs]);
    expect(undo(met).present).toEqual([{ ...A, text: '그' }, B, theirs]);
    expect(redo(undo(met)).present).toEqual([{ ...A, text: '그' }, B, mine, theirs]);
    expect(undo(undo(met)).present).toEqual([{ ...A, text: '그' }, B, theirs]);
  });

  test.each<[string, Cue[], Cue[], Cue[], Cue[]]>([
    [
      'words by me, times by them',
      [A],
      [{ ...A, text: '나' }],
      [{ ...A, text: '나', end: 2 }],
      [{ ...A, end: 2 }],
    ],
    [
      'times by me, words by them',
      [A],
      [{ ...A, end: 2 }],
      [{ ...A, text: '그', end: 2 }],
      [{ ...A, text: '그' }],
    ],
    [
      'I added, they wrote on',
      [A],
      [A, mine],
      [A, { ...mine, text: '나와 그' }],
      [A, { ...mine, text: '나와 그' }],
    ],
    ['I removed, they changed', [A, B], [A], [A, { ...B, text: '그' }], [A, { ...B, text: '그' }]],
    ['I changed, they removed', [A, B], [A, { ...B, text: '나' }], [A], [A]],
    ['I removed', [A, B], [A], [A, theirs], [A, B, theirs]],
  ])('%s', (_, before, after, met, undone) => {
    expect(undo(joined(step(begin(before), after), met)).present).toEqual(undone);
  });

  test('a step of which others have left nothing is passed over', () => {
    const first = step(begin([A, B]), [{ ...A, text: '나' }, B]);
    const second = step(first, [
      { ...A, text: '나' },
      { ...B, text: '너' },
    ]);
    const met = joined(second, [
      { ...A, text: '나' },
      { ...B, text: '그' },
    ]);
    expect(undo(met).present).toEqual([A, { ...B, text: '그' }]);
  });

  test('what comes in between two letters is no part of the typing', () => {
    const typed = step(
      joined(step(begin([A]), [A, mine], 'text m'), [A, mine, theirs]),
      [A, theirs],
      'text m',
    );
    expect(undo(typed).present).toEqual([A, mine, theirs]);
  });

  test('none of another’s cues is lost or changed by any number of undos and redos', () => {
    const texts = fc.string({ maxLength: 2 });
    const own = fc.uniqueArray(
      fc.record({
        id: fc.constantFrom('a', 'b'),
        start: fc.nat(9),
        end: fc.integer({ min: 10, max: 19 }),
        text: texts,
      }),
      { selector: ({ id }) => id },
    );
    fc.assert(
      fc.property(fc.array(own), own, fc.array(own), fc.array(fc.boolean()), (before, met, after, back) => {
        const started = before.reduce((history, cues) => step(history, cues), begin([]));
        const together = joined(started, [...met, theirs]);
        const ended = after.reduce((history, cues) => step(history, [...cues, theirs]), together);
        const moved = back.reduce((history, is) => (is ? undo(history) : redo(history)), ended);
        expect(moved.present).toContainEqual(theirs);
      }),
    );
  });
});

describe('what the server has by now', () => {
  const known = { version: 3, trackVersion: 1, cues: [A, B], sent: null };
  const stored = (change: Partial<CaptionDraft>): CaptionDraft => ({
    ...{ version: 4, trackVersion: 1, origin: 'edited', savedAt: null, savedBy: '이주민', cues: [A, B] },
    ...change,
  });
  const mine = [{ ...A, text: '나' }, B];

  test('somebody saved: both count, and who it was is said', () => {
    expect(meet(known, mine, stored({ cues: [A, B, C] }))).toEqual({
      known: { version: 4, trackVersion: 1, cues: [A, B, C], sent: null },
      cues: [...mine, C],
      taken: { from: 'person', name: '이주민', doubled: 0 },
    });
  });

  test('somebody published: what is typed on goes on, though spaces at the ends are gone', () => {
    const spaced = { ...A, text: '협치 \n\n학교' };
    const published = stored({ version: 0, trackVersion: 2, cues: [{ ...A, text: '협치\n학교' }] });
    const typed = { ...A, text: '협치 \n\n학교!' };
    expect(meet({ ...known, cues: [spaced] }, [typed], published)).toMatchObject({
      known: { version: 0, trackVersion: 2 },
      cues: [typed],
      taken: { from: 'publication', doubled: 0 },
    });
  });

  test('somebody removed the draft: nothing goes from the page', () => {
    const { cues, taken } = meet(known, mine, stored({ version: 0, cues: [] }));
    expect([cues, taken]).toEqual([mine, { from: 'deletion', doubled: 0 }]);
  });

  test('it is what was sent: nobody else was there', () => {
    const { known: now, cues, taken } = meet({ ...known, sent: mine }, [...mine, C], stored({ cues: mine }));
    expect([now.cues, cues, taken]).toEqual([mine, [...mine, C], null]);
  });
});
