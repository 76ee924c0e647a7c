import { expect, test } from 'vitest';
import {
  CATEGORIES,
  lighthouseFigures,
  lighthouseText,
  readReport,
} from '../../scripts/bench/lighthouse/lighthouse-figures.ts';
import { isMet } from '../../scripts/bench/report.ts';

/** What Lighthouse writes, with one audit that costs `performance` something and one that costs nothing. */
const result = (performance: number) => ({
  categories: Object.fromEntries(
    CATEGORIES.map((category) => [
      category,
      category === 'performance'
        ? {
            score: performance,
            auditRefs: [
              { id: 'paint', weight: 25 },
              { id: 'hint', weight: 0 },
            ],
          }
        : { score: 1, auditRefs: [] },
    ]),
  ) as Parameters<typeof readReport>[0]['categories'],
  audits: {
    paint: { title: 'Largest Contentful Paint', score: performance < 0.95 ? 0.5 : 1, displayValue: '4.8 s' },
    hint: { title: 'A hint', score: 0 },
  },
});

test('of a report its scores are read, and what cost some of them', () => {
  expect(readReport(result(0.94))).toEqual({
    scores: { performance: 94, accessibility: 100, 'best-practices': 100, seo: 100 },
    lacks: ['performance: Largest Contentful Paint (4.8 s)'],
  });
});

test('the middle run by performance is held against the goals', () => {
  const runs = (...all: number[]) => all.map((one) => readReport(result(one)));
  const audited = { home: runs(0.5, 0.96, 1), lecture: runs(0.94, 0.94, 1) };
  const missed = lighthouseFigures(audited).filter((figure) => !isMet(figure));
  expect(missed.map(({ name, value }) => [name, value])).toEqual([['lecture: performance', 94]]);
  expect(lighthouseText(audited)).toMatch(/lecture: performance: Largest Contentful Paint \(4\.8 s\)/);
});
