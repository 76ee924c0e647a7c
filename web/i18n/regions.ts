/** The 시·군, as people read them. */
import type { Language, Region } from '../../server/contract/vocabulary.ts';
import { language } from './i18n.ts';

const names: Record<Language, Record<Region, string>> = {
  ko: {
    ...{ suwon: '수원', yongin: '용인', goyang: '고양', hwaseong: '화성', seongnam: '성남' },
    ...{ bucheon: '부천', namyangju: '남양주', ansan: '안산', pyeongtaek: '평택', anyang: '안양' },
    ...{ siheung: '시흥', paju: '파주', gimpo: '김포', uijeongbu: '의정부', gwangju: '광주' },
    ...{ hanam: '하남', yangju: '양주', gwangmyeong: '광명', gunpo: '군포', osan: '오산' },
    ...{ icheon: '이천', anseong: '안성', guri: '구리', pocheon: '포천', uiwang: '의왕' },
    ...{ yangpyeong: '양평군', yeoju: '여주', dongducheon: '동두천', gwacheon: '과천' },
    ...{ gapyeong: '가평군', yeoncheon: '연천군', elsewhere: '경기도 외' },
  },
  en: {
    ...{ suwon: 'Suwon', yongin: 'Yongin', goyang: 'Goyang', hwaseong: 'Hwaseong', seongnam: 'Seongnam' },
    ...{ bucheon: 'Bucheon', namyangju: 'Namyangju', ansan: 'Ansan', pyeongtaek: 'Pyeongtaek' },
    ...{ anyang: 'Anyang', siheung: 'Siheung', paju: 'Paju', gimpo: 'Gimpo', uijeongbu: 'Uijeongbu' },
    ...{ gwangju: 'Gwangju', hanam: 'Hanam', yangju: 'Yangju', gwangmyeong: 'Gwangmyeong' },
    ...{ gunpo: 'Gunpo', osan: 'Osan', icheon: 'Icheon', anseong: 'Anseong', guri: 'Guri' },
    ...{ pocheon: 'Pocheon', uiwang: 'Uiwang', yangpyeong: 'Yangpyeong', yeoju: 'Yeoju' },
    ...{ dongducheon: 'Dongducheon', gwacheon: 'Gwacheon', gapyeong: 'Gapyeong' },
    ...{ yeoncheon: 'Yeoncheon', elsewhere: 'Outside Gyeonggi' },
  },
};

export const regionName = (region: Region): string => names[language.value][region];

/** Every 시·군 as a menu has them: 가나다순, or A to Z; outside the province comes last. */
export function regionsOfMenu(): Region[] {
  const within = (Object.keys(names.ko) as Region[]).filter((region) => region !== 'elsewhere');
  const inOrder = within.sort((a, b) => regionName(a).localeCompare(regionName(b), language.value));
  return [...inOrder, 'elsewhere'];
}
