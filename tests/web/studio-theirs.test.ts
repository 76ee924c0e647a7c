import { expect, test } from 'vitest';
import { compared } from '../../web/studio/theirs.ts';

const saved = { title: '협치', venue: '수원', tags: ['예산'] };

test('what nobody touched here is taken over', () => {
  const theirs = { ...saved, venue: '의정부', tags: ['예산', '주민'] };
  expect(compared(saved, saved, theirs)).toEqual({ news: ['venue', 'tags'], conflicts: [] });
});

test('what both changed to different things is for people to choose; the rest is taken over', () => {
  const draft = { ...saved, title: '협치 입문' };
  const theirs = { ...saved, title: '협치란', venue: '의정부' };
  expect(compared(saved, draft, theirs)).toEqual({ news: ['venue'], conflicts: ['title'] });
});

test('what both changed to the same is settled', () => {
  const draft = { ...saved, tags: ['주민'] };
  expect(compared(saved, draft, { ...saved, tags: ['주민'] })).toEqual({ news: ['tags'], conflicts: [] });
});

test('what only was changed here is neither', () => {
  expect(compared(saved, { ...saved, title: '협치 입문' }, saved)).toEqual({ news: [], conflicts: [] });
});
