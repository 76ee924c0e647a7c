import { describe, expect, it } from 'vitest';
import * as admin from '../../web/i18n/admin.ts';
import * as files from '../../web/i18n/files.ts';
import * as frame from '../../web/i18n/frame.ts';
import { fill, language, loadWords, localized, t } from '../../web/i18n/i18n.ts';
import * as pages from '../../web/i18n/pages.ts';
import * as player from '../../web/i18n/player.ts';
import { regionName, regionsOfMenu } from '../../web/i18n/regions.ts';
import * as statistics from '../../web/i18n/statistics.ts';
import * as studio from '../../web/i18n/studio.ts';

const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

describe.each(Object.entries({ frame, pages, player, studio, admin, statistics, files }))(
  'the words of %s',
  (_room, words) => {
    const korean = Object.entries(words.ko);
    const english: Readonly<Record<string, string>> = words.en;

    it('are in both languages', () => {
      expect(Object.keys(english).sort()).toEqual(korean.map(([key]) => key).sort());
      expect(
        [...Object.values(words.ko), ...Object.values(english)].filter((text) => text.trim() === ''),
      ).toEqual([]);
    });

    it('have the same places to fill', () => {
      const wrong = korean.filter(([key, text]) => `${places(text)}` !== `${places(english[key] ?? '')}`);
      // A count of one has an English form of its own, which needs no number.
      expect(wrong.map(([key]) => key).filter((key) => !key.endsWith('One'))).toEqual([]);
    });
  },
);

describe('t', () => {
  it('follows the language and fills places', () => {
    expect(t('pages.total', { n: 3 })).toBe('총 3건');
    language.value = 'en';
    expect(t('pages.total', { n: 3 })).toBe('3 in total');
    expect(localized('강의', '')).toBe('강의');
    expect(localized('강의', 'Lecture')).toBe('Lecture');
    language.value = 'ko';
    expect(localized('강의', 'Lecture')).toBe('강의');
  });

  it('knows the words of a room once they are brought', async () => {
    await loadWords('studio');
    const [key = '', words] = Object.entries(studio.ko)[0] ?? [];
    expect(t(`studio.${key}` as 'studio.lecture')).toBe(words);
  });

  it('leaves a place that nothing fills', () => {
    expect(fill('{n} of {total}', { n: 1 })).toBe('1 of {total}');
  });
});

describe('the menu of 시·군', () => {
  it('is in the order of the language’s letters, what is outside last', () => {
    const names = () => regionsOfMenu().map(regionName);
    expect(names()).toHaveLength(32);
    expect([...names().slice(0, 3), ...names().slice(-2)]).toEqual([
      ...['가평군', '고양', '과천'],
      ...['화성', '경기도 외'],
    ]);
    language.value = 'en';
    expect([names()[0], names().at(-1)]).toEqual(['Ansan', 'Outside Gyeonggi']);
    language.value = 'ko';
  });
});
