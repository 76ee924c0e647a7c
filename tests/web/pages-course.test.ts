import { describe, expect, it } from 'vitest';
import type { LectureSummary } from '../../server/contract/lectures.ts';
import { completedCount, nextLecture, stateOf } from '../../web/pages/course/where-to-go-on.ts';
import { newAccountErrors } from '../../web/pages/sign-in/checks.ts';

function lecture(id: string, progress: LectureSummary['progress']): LectureSummary {
  return { id, progress } as LectureSummary;
}
const begun = (watchedAt: string) => ({
  share: 0.4,
  position: 10,
  completed: false,
  missing: [],
  unseen: [],
  watchedAt,
});
const done = { ...begun('2026-11-20T00:00:00Z'), share: 1, completed: true };

describe('a course goes on', () => {
  it('with the lecture watched last', () => {
    const lectures = [
      lecture('a', done),
      lecture('b', begun('2026-11-21T00:00:00Z')),
      lecture('c', begun('2026-11-22T00:00:00Z')),
      lecture('d', null),
    ];
    expect(nextLecture(lectures)?.id).toBe('c');
    expect(completedCount(lectures)).toBe(1);
    expect(lectures.map(stateOf)).toEqual(['completed', 'watching', 'watching', 'not_started']);
  });

  it('with the first that is not completed, else from the start', () => {
    expect(nextLecture([lecture('a', done), lecture('b', null)])?.id).toBe('b');
    expect(nextLecture([lecture('a', done), lecture('b', done)])?.id).toBe('a');
    expect(nextLecture([])).toBeUndefined();
  });
});

describe('a new account', () => {
  const good = { email: 'kim@example.com', name: '김한별', oldEnough: true, privacy: true };
  it.each([
    [{}, []],
    [{ email: ' ' }, ['email']],
    [{ email: 'kim' }, ['email']],
    [{ email: '', name: '', oldEnough: false }, ['email', 'name', 'age']],
    [{ privacy: false }, ['privacy']],
  ])('%o is wrong in %o', (change, fields) => {
    expect(Object.keys(newAccountErrors({ ...good, ...change }))).toEqual(fields);
  });
});
