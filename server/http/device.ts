/** Coarse classes of what somebody comes with, from the user agent, which is not kept. Pure. */
import type { Browser, Device, System } from '../contract/quality.ts';

export type Classes = { device: Device; browser: Browser; system: System };

/** The first rule that fits decides: browsers name those they descend from too. */
const BROWSERS: [RegExp, Browser][] = [
  [/KAKAOTALK|NAVER\(inapp|FBA[NV]\/|Instagram|Line\/|DaumApps|; wv\)/, 'in_app'],
  [/SamsungBrowser\//, 'samsung_internet'],
  [/Whale\//, 'whale'],
  [/Edg(e|A|iOS)?\//, 'edge'],
  [/Firefox\/|FxiOS\//, 'firefox'],
  [/OPR\/|Opera|OPiOS\/|YaBrowser|Vivaldi|UCBrowser|bot\b|crawl|spider/i, 'other'],
  [/Chrome\/|Chromium\/|CriOS\//, 'chrome'],
  [/Version\/[\d.]+ .*Safari\//, 'safari'],
  // an app's own view of a page names no version of Safari
  [/\(i(Phone|Pad|Pod)/, 'in_app'],
];

const SYSTEMS: [RegExp, System][] = [
  [/Windows Phone|Tizen|Web0S|webOS|CrOS|PlayStation|Nintendo|Xbox/, 'other'],
  [/Android/, 'android'],
  [/\(i(Phone|Pad|Pod)/, 'ios'],
  [/Windows/, 'windows'],
  [/Mac OS X|Macintosh/, 'macos'],
  // a Samsung tablet that asks for the pages of computers
  [/X11; Linux.*SamsungBrowser\//, 'android'],
  [/Linux|X11/, 'linux'],
];

/** An iPad that asks for the pages of computers, as new ones do, cannot be told from a Mac. */
const DEVICES: [RegExp, Device][] = [
  [
    /\bTV\b|SmartTV|GoogleTV|Tizen(?!.*Mobile)|Web0S|BRAVIA|AFT[A-Z]|CrKey|PlayStation|Nintendo|Xbox/,
    'other',
  ],
  [/bot\b|crawl|spider/i, 'other'],
  [/iPad|Tablet|X11; Linux.*SamsungBrowser\//, 'tablet'],
  [/\(i(Phone|Pod)|Mobile/, 'phone'],
  [/Android/, 'tablet'],
  [/Windows|Macintosh|X11|Linux|CrOS/, 'desktop'],
];

export const classesOf = (userAgent: string): Classes => ({
  device: classOf(DEVICES, userAgent),
  browser: classOf(BROWSERS, userAgent),
  system: classOf(SYSTEMS, userAgent),
});

const classOf = <T extends string>(rules: readonly [RegExp, T][], userAgent: string): T | 'other' =>
  rules.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'other';
