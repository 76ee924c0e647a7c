/** Dates, durations, numbers and sizes as people in Korea (or readers of the English pages) write them. */
import type { Language } from '../../server/contract/vocabulary.ts';
import { language } from '../i18n/i18n.ts';

const SEOUL = { timeZone: 'Asia/Seoul' } as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** With spaces that do not break: half a date at the end of a line is hard to read. */
function dayOf(year: number, month: number, day: number, lang: Language): string {
  const parts = lang === 'ko' ? [`${year}.`, `${month}.`, `${day}.`] : [day, MONTHS[month - 1], year];
  return parts.join('\u00a0');
}

/** A calendar day `YYYY-MM-DD`: `2026. 11. 24.` */
export function day(value: string, lang: Language = language.value): string {
  const [year = 0, month = 1, date = 1] = value.split('-').map(Number);
  return dayOf(year, month, date, lang);
}

/** A calendar day `YYYY-MM-DD` where its year is known: `11. 24.` */
export function dayInYear(value: string, lang: Language = language.value): string {
  const [, month = 1, date = 1] = value.split('-').map(Number);
  return lang === 'ko' ? `${month}.\u00a0${date}.` : `${date}\u00a0${MONTHS[month - 1]}`;
}

/** A calendar month `YYYY-MM`: `2026. 11.` */
export function month(value: string, lang: Language = language.value): string {
  const [year = 0, of = 1] = value.split('-').map(Number);
  return lang === 'ko' ? `${year}.\u00a0${of}.` : `${MONTHS[of - 1]}\u00a0${year}`;
}

function seoulParts(time: string): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-GB', {
    ...SEOUL,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return Object.fromEntries(format.formatToParts(new Date(time)).map((part) => [part.type, part.value]));
}

/** The day in Seoul of an instant (ISO 8601). */
export function dayOfTime(time: string, lang: Language = language.value): string {
  const parts = seoulParts(time);
  return dayOf(Number(parts.year), Number(parts.month), Number(parts.day), lang);
}

/** Day and 24-hour time in Seoul of an instant: `2026. 11. 24. 14:02`; ours, since older ICU prints AM. */
export function dayAndTime(time: string, lang: Language = language.value): string {
  const parts = seoulParts(time);
  return `${dayOfTime(time, lang)}${lang === 'ko' ? '' : ','} ${parts.hour}:${parts.minute}`;
}

/** The time of day in Seoul: `14:02`. */
export function timeOfDay(time: string): string {
  const parts = seoulParts(time);
  return `${parts.hour}:${parts.minute}`;
}

function hms(seconds: number): [number, number, number] {
  const whole = Math.max(0, Math.floor(seconds));
  return [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
}

/** Seconds in words: `12분 30초`, from an hour up `1시간 5분`. */
export function duration(seconds: number, lang: Language = language.value): string {
  const [h, m, s] = hms(seconds);
  const unit = lang === 'ko' ? ['시간', '분', '초'] : ['h', 'min', 's'];
  const gap = lang === 'ko' ? '' : ' ';
  const parts = (h > 0 ? [h, m] : [0, m, s])
    .map((value, at) => (value > 0 ? `${value}${gap}${unit[at]}` : ''))
    .filter(Boolean);
  return parts.length > 0 ? parts.join(' ') : `0${gap}${unit[2]}`;
}

/** Seconds as a clock: `12:30`, `1:02:03`. */
export function clock(seconds: number): string {
  const [h, m, s] = hms(seconds);
  const two = (n: number) => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** `1,234,567`, with up to `digits` decimals. */
export function number(value: number, digits = 0): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: digits });
}

/** A share 0–1 as whole percent, rounded down so that 100% is said only of all of it. */
export function percent(share: number): string {
  return `${Math.floor(share * 100 + 1e-9)}%`;
}

/** Bytes in the unit that fits: `1.5GB`, powers of 1024. */
export function bytes(value: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const power = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(value) / 10));
  const scaled = value / 1024 ** power;
  return `${number(scaled, scaled < 10 && power > 0 ? 1 : 0)}${units[power]}`;
}
