/** What audiences, 시·군 and devices are called in files. */
import type { Browser, Device, PlayerError, System } from '../contract/quality.ts';
import type { Audience, Region, UNKNOWN } from '../contract/vocabulary.ts';

export const AUDIENCE_NAMES: Record<Audience | typeof UNKNOWN, string> = {
  everyone: '누구나',
  resident: '도민',
  official: '공무원',
  public_institution: '공공기관 임직원',
  participatory_budgeting: '주민참여예산 참여자',
  social_security_council: '지역사회보장협의체 위원',
  unknown: '알 수 없음',
};

export const REGION_NAMES: Record<Region | typeof UNKNOWN, string> = {
  suwon: '수원',
  yongin: '용인',
  goyang: '고양',
  hwaseong: '화성',
  seongnam: '성남',
  bucheon: '부천',
  namyangju: '남양주',
  ansan: '안산',
  pyeongtaek: '평택',
  anyang: '안양',
  siheung: '시흥',
  paju: '파주',
  gimpo: '김포',
  uijeongbu: '의정부',
  gwangju: '광주',
  hanam: '하남',
  yangju: '양주',
  gwangmyeong: '광명',
  gunpo: '군포',
  osan: '오산',
  icheon: '이천',
  anseong: '안성',
  guri: '구리',
  pocheon: '포천',
  uiwang: '의왕',
  yangpyeong: '양평군',
  yeoju: '여주',
  dongducheon: '동두천',
  gwacheon: '과천',
  gapyeong: '가평군',
  yeoncheon: '연천군',
  elsewhere: '경기도 외',
  unknown: '알 수 없음',
};

export const DEVICE_NAMES: Record<Device, string> = {
  phone: '휴대전화',
  tablet: '태블릿',
  desktop: '컴퓨터',
  other: 'TV·기타',
};

export const BROWSER_NAMES: Record<Browser, string> = {
  chrome: '크롬',
  safari: '사파리',
  samsung_internet: '삼성 인터넷',
  whale: '웨일',
  edge: '엣지',
  firefox: '파이어폭스',
  in_app: '앱 안의 화면',
  other: '기타',
};

export const SYSTEM_NAMES: Record<System, string> = {
  android: '안드로이드',
  ios: 'iOS·iPadOS',
  windows: '윈도우',
  macos: 'macOS',
  linux: '리눅스',
  other: '기타',
};

export const ERROR_NAMES: Record<PlayerError, string> = {
  offline: '오류: 인터넷 끊김',
  gone: '오류: 영상 없음',
  network: '오류: 서버 응답',
  media: '오류: 해독',
  unsupported: '오류: 지원하지 않는 브라우저',
};
