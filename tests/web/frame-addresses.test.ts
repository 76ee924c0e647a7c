import { describe, expect, it } from 'vitest';
import { withQuery } from '../../web/api.ts';
import { DISPLAYS, oneOf } from '../../web/frame/display.ts';
import { currentLink } from '../../web/frame/links.ts';
import { safeNext, signInAddress } from '../../web/frame/next.ts';
import { addressOf, filterFrom, lectureQuery } from '../../web/pages/lectures/lecture-filter.ts';
import { pageNumbers } from '../../web/ui/page-numbers.ts';

describe('the list of lectures', () => {
  const cases = [
    '/lectures',
    '/lectures?q=%ED%98%91%EC%B9%98&audience=official&sort=title&page=3',
    '/lectures?course=0190d3a2-0000-7000-8000-000000000001&field=%EC%98%88%EC%82%B0&length=short',
  ];
  it.each(cases)('%s says the same after a round trip', (address) => {
    const query = Object.fromEntries(new URL(address, 'http://localhost').searchParams);
    expect(addressOf(filterFrom(query))).toBe(address);
  });

  it('leaves out what it does not know', () => {
    const filter = filterFrom({
      ...{ q: '  ', audience: 'nobody', course: 'x', field: ' ', length: 'endless' },
      ...{ sort: 'random', page: '-1' },
    });
    expect(filter).toEqual({ q: '', sort: 'newest', page: 1 });
    expect(lectureQuery(filter)).toEqual({ sort: 'newest', page: 1, pageSize: 12 });
    expect(filterFrom({ page: '1.5' }).page).toBe(1);
    expect(filterFrom({ page: '2' }).page).toBe(2);
  });
});

describe('a query', () => {
  it('leaves out what is empty, and encodes the rest', () => {
    expect(withQuery('/x', { a: 1, b: undefined, c: '', d: '가 나' })).toBe('/x?a=1&d=%EA%B0%80+%EB%82%98');
    expect(withQuery('/x')).toBe('/x');
  });
});

describe('where sign-in leads', () => {
  it.each([
    undefined,
    '',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    '/\n\\evil.example',
  ])('is home for %s', (value) => expect(safeNext(value)).toBe('/'));

  it('is the page one came from', () => {
    expect(safeNext('/lectures?q=a&page=2')).toBe('/lectures?q=a&page=2');
    expect(signInAddress('/my?tab=completed')).toBe('/sign-in?next=%2Fmy%3Ftab%3Dcompleted');
    expect(signInAddress('/')).toBe('/sign-in');
    expect(signInAddress('/sign-up')).toBe('/sign-in');
  });
});

describe('the menu', () => {
  const links = ['/studio', '/studio/courses', '/my'].map((href) => ({ href, label: href }));
  it.each([
    ['/studio', '/studio'],
    ['/studio/lectures/1', '/studio'],
    ['/studio/courses', '/studio/courses'],
    ['/my-own', undefined],
  ])('at %s marks %s', (path, href) => expect(currentLink(path, links)).toBe(href));
});

describe('numbers of pages', () => {
  const row = (current: number, last: number) =>
    pageNumbers(current, last)
      .map((item) => item.page ?? '…')
      .join(' ');
  it.each([
    [1, 1, '1'],
    [1, 3, '1 2 3'],
    [1, 9, '1 2 … 9'],
    [3, 9, '1 2 3 4 … 9'],
    [4, 9, '1 2 3 4 5 … 9'],
    [5, 10, '1 … 4 5 6 … 10'],
    [10, 10, '1 … 9 10'],
  ])('at %d of %d', (current, last, expected) => expect(row(current, last)).toBe(expected));
});

describe('what storage holds', () => {
  it('is one of the list or the default', () => {
    expect(oneOf(DISPLAYS, 'clear', 'system')).toBe('clear');
    expect(oneOf(DISPLAYS, 'neon', 'system')).toBe('system');
    expect(oneOf(DISPLAYS, null, 'system')).toBe('system');
  });
});
