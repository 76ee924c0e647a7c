/** What Lighthouse said, and the goals it is held against. Pure. */
import { type Figure, goalTable, shown, table } from '../report.ts';

export const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
type Category = (typeof CATEGORIES)[number];
/** Scores from 0 to 100, and the audits that cost some of them. */
export type Report = { scores: Record<Category, number>; lacks: string[] };
/** The runs of each page. */
export type Audited = Record<'home' | 'lecture', Report[]>;

const GOALS: Record<Category, number> = {
  performance: 95,
  accessibility: 100,
  'best-practices': 95,
  seo: 100,
};

/** Of Lighthouse's JSON, what is used here. */
type Result = {
  categories: Record<Category, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, { title: string; score: number | null; displayValue?: string }>;
};

export function readReport({ categories, audits }: Result): Report {
  const scores = {} as Report['scores'];
  const lacks: string[] = [];
  for (const category of CATEGORIES) {
    const { score, auditRefs } = categories[category];
    scores[category] = Math.round((score ?? 0) * 100);
    for (const { id, weight } of auditRefs) {
      const audit = audits[id];
      if (weight === 0 || !audit || audit.score === null || audit.score >= 0.9) continue;
      lacks.push(`${category}: ${audit.title}${audit.displayValue ? ` (${audit.displayValue})` : ''}`);
    }
  }
  return { scores, lacks };
}

/** The middle run by performance; of an even number the lower of the two in the middle. */
const middle = (runs: readonly Report[]): Report | undefined =>
  runs.toSorted((a, b) => a.scores.performance - b.scores.performance)[Math.floor((runs.length - 1) / 2)];

const pages = (audited: Audited) =>
  (['home', 'lecture'] as const).map((page) => ({ page, report: middle(audited[page]) }));

export function lighthouseFigures(audited: Audited): Figure[] {
  return pages(audited).flatMap(({ page, report }) =>
    CATEGORIES.map((category) => ({
      ...{ name: `${page}: ${category}`, value: report?.scores[category] ?? null, unit: '' },
      goal: { least: GOALS[category] },
    })),
  );
}

export function lighthouseText(audited: Audited): string {
  const rows = [
    ['page', ...CATEGORIES],
    ...pages(audited).map(({ page, report }) => [
      page,
      ...CATEGORIES.map((category) => shown(report?.scores[category] ?? null)),
    ]),
  ];
  const lacks = pages(audited).flatMap(({ page, report }) =>
    (report?.lacks ?? []).map((lack) => `${page}: ${lack}`),
  );
  return [
    table(rows),
    '',
    ...lacks,
    ...(lacks.length > 0 ? [''] : []),
    goalTable(lighthouseFigures(audited)),
  ].join('\n');
}
