/** What a file's name says about the lecture in it. */

export interface GuessedLecture {
  /** never empty */
  title: string;
  /** place in the course, from 1; null when the name does not begin with one */
  order: number | null;
  /** empty when the last part does not look like a person's name */
  instructor: string;
  /** `YYYY-MM-DD` that a phone or a camera wrote at the beginning; null when there is none */
  sessionDate: string | null;
}

const MAX_TITLE = 200;
const LEADING_ORDER =
  /^[[(]?(?:제\s*)?(\d{1,3})\s*(?:강|회차|회|차시|주차|부|차)?[\])]?(?:[\s_.-]+|(?<=[강회시차부\])]))(?!\d+[.-]\d)(\D.*)$/u;
/** `20261128_143015_…`, `VID_20261128_143015`, `2026-11-28 …`: a day, and perhaps the time of day. */
const LEADING_DAY =
  /^(?:[A-Z]{3}[_-])?(20\d\d)([-.]?)(\d\d)\2(\d\d)(?!\d)(?:[\s_-]*\d{6}(?:\d{3})?(?!\d))?[\s_.-]*(.*)$/u;
const COPY_MARK = /[\s_-]*(?:\(\d+\)|복사본|사본|최종|final|copy|편집본|v\d+)$/iu;
const TITLED_NAME = /^(?:강사\s*)?([가-힣]{2,4})\s*(?:강사|교수|박사|대표|소장|센터장|연구위원)$/u;

/** The surnames of nine in ten people; the rarer ones begin too many ordinary words. */
const SURNAMES = '김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노';
/** Three syllables that begin like a surname and are words of this field, not people. */
const WORDS = new Set(
  '이야기 이주민 장애인 전문가 서비스 안내서 안전망 문제점 한마당 한반도 한국형 한국어 강의록 강의안 노동자 고령화 신도시 조례안 정당성 신뢰성 이해도 전문성 유튜브 임대인 임차인 오리엔 배우기 정하기 고르기 전하기 이루기 남기기 박물관 노인정 고용주 임원진 최우수 최우선 유원지 안정성 유연성 이동성 유용성 고유성'.split(
    ' ',
  ),
);
const PLACE_OR_SUBJECT = /[시군구론법]$/u;
/** 김강사, 박 교수 */
const SURNAME_WITH_OFFICE = new RegExp(`^[${SURNAMES}]\\s?(?:강사|교수|박사|대표|소장)$`, 'u');
/** The syllables of most given names, first and second; without those on which ordinary words end. */
const GIVEN_NAME =
  /^[민서지현수은영정성재준승동상경미혜진윤예하태종광기선유소도원주길병철용창명석순옥다나연우희][민서지현수은영정성재준승상경미혜진윤예태종광선유원주철용석순옥연우희호훈환규식숙아혁빈림찬범령란국열섭균욱웅]$/u;
/** What forms and examples write where a name belongs. */
const EXAMPLES = new Set(['홍길동', '강사명']);

/**
 * Reads `03_새로운_공공의_등장_강사명.mp4` as order 3, title "새로운 공공의 등장", instructor "강사명".
 * A name it is not sure of is left in the title: an empty field is filled in sooner than a wrong one is noticed.
 */
export function guessLecture(fileName: string): GuessedLecture {
  const { sessionDate, rest: whole } = dayIn(
    withoutMarks(withoutExtension(withoutControls(fileName).normalize('NFC').trim())),
  );
  const ordered = LEADING_ORDER.exec(whole);
  const order = ordered ? Number(ordered[1]) : 0;
  const parts = (order > 0 ? (ordered?.[2] ?? whole) : whole)
    .split(/_+/u)
    .filter((part) => part.trim() !== '');
  const instructor = nameAtEnd(parts, order > 0);
  if (instructor !== '') parts.pop();
  const title = parts.join(' ').replace(/\s+/gu, ' ').trim() || withoutControls(fileName).trim() || '강의';
  return { title: shortened(title), order: order > 0 ? order : null, instructor, sessionDate };
}

/** Nobody sees them, and some turn round what stands behind them. */
const withoutControls = (text: string) =>
  text.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '');
/** A letter of two code units is kept whole, or left out. */
const shortened = (title: string) => title.slice(0, MAX_TITLE).replace(/[\uD800-\uDBFF]$/, '');

/** A day that a name begins with, and the rest of it; a name that says nothing else keeps its day. */
function dayIn(name: string): { sessionDate: string | null; rest: string } {
  const [, year, , month, day, rest = ''] = LEADING_DAY.exec(name) ?? [];
  const sessionDate = `${year}-${month}-${day}`;
  const isDay =
    !Number.isNaN(Date.parse(sessionDate)) && new Date(sessionDate).toISOString().startsWith(sessionDate);
  if (!isDay) return { sessionDate: null, rest: name };
  return { sessionDate, rest: /\p{L}{2}/u.test(rest) ? rest : name };
}

function withoutExtension(name: string): string {
  return name.replace(/\.[a-z0-9]{2,5}$/iu, '');
}

function withoutMarks(name: string): string {
  const shorter = name.replace(COPY_MARK, '');
  return shorter === name || shorter === '' ? name : withoutMarks(shorter);
}

/**
 * The instructor in the last of a name's parts; empty when it is not sure to be one. Without an office such as 강사
 * behind it that is a three-syllable name at the end of a title of several words. Behind a title of one word, as in
 * `01_둘러보기_김민성`, it might as well be the title's second, as in `01_마을_박물관`: there the name has to be a usual one.
 */
function nameAtEnd(parts: readonly string[], ordered: boolean): string {
  const text = parts.at(-1)?.trim() ?? '';
  if (parts.length < 2) return '';
  const titled = TITLED_NAME.exec(text);
  if (titled?.[1]) return titled[1];
  const separated = parts.length > 2 || /\S\s+\S/u.test(parts[0] ?? '');
  const isName = separated ? mayBeName(text) : ordered && isUsualName(text);
  return isName ? text : '';
}

const mayBeName = (text: string) =>
  /^[가-힣]{3}$/u.test(text) &&
  SURNAMES.includes(text.charAt(0)) &&
  !WORDS.has(text) &&
  !PLACE_OR_SUBJECT.test(text);

const isUsualName = (text: string) =>
  EXAMPLES.has(text) || SURNAME_WITH_OFFICE.test(text) || (mayBeName(text) && GIVEN_NAME.test(text.slice(1)));
