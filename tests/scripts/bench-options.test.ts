import { describe, expect, test } from 'vitest';
import { JSON_LINE, readNumber, readOptions } from '../../scripts/bench/options.ts';

describe('a number', () => {
  const rounds = { least: 1, most: 100, whole: true } as const;
  const scale = { least: 0.001, most: 1 };
  test.each([
    ['1', rounds, 1],
    ['100', rounds, 100],
    ['0.001', scale, 0.001],
    ['1', scale, 1],
  ])('%s is one of %j', (text, range, number) => {
    expect(readNumber('the help', '--n', text, range)).toBe(number);
  });

  test.each([
    ['0', rounds, '1에서 100까지의 정수여야 합니다 · --n is from 1 to 100.'],
    ['101', rounds, '1에서 100까지의 정수여야 합니다 · --n is from 1 to 100.'],
    ['1.5', rounds, '1에서 100까지의 정수여야 합니다 · --n is from 1 to 100.'],
    ['', scale, '0.001에서 1까지의 수여야 합니다 · --n is from 0.001 to 1.'],
    ['half', scale, '0.001에서 1까지의 수여야 합니다 · --n is from 0.001 to 1.'],
  ])('%s is none of %j: a sentence and the help', (text, range, sentence) => {
    expect(() => readNumber('the help', '--n', text, range)).toThrow(`${sentence}\n\nthe help`);
  });
});

test('an option that there is not is told with the help', () => {
  const read = (...args: string[]) => readOptions('the help', { args, options: JSON_LINE });
  expect(read('--json').values.json).toBe(true);
  expect(() => read('--yaml')).toThrow(/'--yaml'.*\n\nthe help$/s);
});
