/** Every number that the contract of statistics has is defined, in both languages. */
import { expect, test } from 'vitest';
import * as monthReport from '../../server/contract/month-report.ts';
import * as quality from '../../server/contract/quality-statistics.ts';
import * as statistics from '../../server/contract/statistics.ts';
import { en, ko } from '../../web/i18n/statistics.ts';

/** Numbers that tell where something is, not how much of it: `path` under which they stand. */
const PLACES = /(^|\.)(page|pageSize|total|weekday|hour|rung|duration)$|[rR]etention\.drops\.(from|to)$/;
/** Numbers whose name says something else elsewhere: defined under another word. */
const OTHERS: [RegExp, string][] = [
  [/\.compared\.\w+$/, 'change'],
  [/[rR]etention\.viewers$/, 'retentionViewers'],
  [/[rR]etention\.plays$/, 'retentionPlays'],
  [/[rR]etention\.viewerCount$/, 'shareOf'],
  [/\.rungs\.watchSeconds$/, 'rungs'],
  [/\.errors\.count$/, 'errorCount'],
];

type Schema = {
  type?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
};

/** Paths of all numbers in a schema. */
function numbersIn(schema: Schema, path: string): string[] {
  const { type, properties, items, anyOf } = schema;
  if (type === 'number' || type === 'integer') return [path];
  if (items) return numbersIn(items, path);
  if (anyOf) return anyOf.flatMap((one) => numbersIn(one, path));
  return Object.entries(properties ?? {}).flatMap(([name, one]) => numbersIn(one, `${path}.${name}`));
}

/** What the API answers; what it is asked is not shown. */
const numbers = Object.entries<unknown>({ ...statistics, ...quality, ...monthReport })
  .filter(([name, schema]) => typeof schema === 'object' && !name.endsWith('Query'))
  .flatMap(([name, schema]) => numbersIn(schema as Schema, name))
  .filter((path) => !PLACES.test(path));

const wordOf = (path: string) =>
  OTHERS.find(([pattern]) => pattern.test(path))?.[1] ?? path.split('.').at(-1) ?? '';

test('numbers are found', () => {
  expect(numbers.length).toBeGreaterThan(60);
  expect(numbers).toContain('LectureReport.allTime.completionRate');
  expect(numbers).toContain('CourseStatisticsList.items.lectureCount');
});

test.each([
  ['Korean', ko],
  ['English', en],
])('each has a name and a definition in %s', (_, words: Record<string, string>) => {
  const missing = numbers.filter((path) => !words[wordOf(path)] || !words[`${wordOf(path)}_definition`]);
  expect(missing).toEqual([]);
  // on paper there is room for a line
  const printed = numbers.filter((path) => path.startsWith('MonthReport.'));
  expect(printed).toContain('MonthReport.audiences.viewers');
  expect(printed.filter((path) => !words[`${wordOf(path)}_brief`])).toEqual([]);
});
