import { describe, expect, it } from 'vitest';
import { guessLecture } from '../../shared/file-name.ts';

describe('guessLecture', () => {
  it.each([
    ['03_새로운_공공의_등장_강사명.mp4', 3, '새로운 공공의 등장', '강사명'],
    ['03_새로운_공공의_등장.mp4', 3, '새로운 공공의 등장', ''],
    ['12-주민참여예산 이해하기.mov', 12, '주민참여예산 이해하기', ''],
    ['제3강 협치란 무엇인가.mp4', 3, '협치란 무엇인가', ''],
    ['3강_협치란_무엇인가_김민성.mp4', 3, '협치란 무엇인가', '김민성'],
    ['[02] 마을과 자치.mkv', 2, '마을과 자치', ''],
    ['2주차 조례 읽기.mp4', 2, '조례 읽기', ''],
    ['01. 여는 말.mp4', 1, '여는 말', ''],
    ['공동체_이야기_홍길동 교수.mp4', null, '공동체 이야기', '홍길동'],
    ['새로운 공공의 등장.mp4', null, '새로운 공공의 등장', ''],
    ['04_예산_심의_최종.mp4', 4, '예산 심의', ''],
    ['04_예산 심의 (1).mp4', 4, '예산 심의', ''],
    ['01_둘러보기_김강사.mp4', 1, '둘러보기', '김강사'],
    ['01_둘러보기_김민성.mp4', 1, '둘러보기', '김민성'],
    ['2강_둘러보기_홍길동.mp4', 2, '둘러보기', '홍길동'],
    ['06_주민참여예산의 이해_박서연.mp4', 6, '주민참여예산의 이해', '박서연'],
    ['06_주민 총회_신정동.mp4', 6, '주민 총회', '신정동'],
  ])('reads %s', (name, order, title, instructor) => {
    expect(guessLecture(name)).toMatchObject({ order, title, instructor, sessionDate: null });
  });

  it.each([
    ['20241124_140233.mp4', '20241124 140233'],
    ['2024년 협치학교 개강.mp4', '2024년 협치학교 개강'],
    ['24.11.24_수원_111CM.mp4', '24.11.24 수원 111CM'],
    ['00012.MTS', '00012'],
    ['IMG_1234.MOV', 'IMG 1234'],
    ['5G와 지방행정.mp4', '5G와 지방행정'],
  ])('takes no date or camera number in %s for an order', (name, title) => {
    expect(guessLecture(name)).toMatchObject({ order: null, title, instructor: '' });
  });

  it.each<[string, string | null, string, number | null]>([
    ['20261128_143015_주민총회.mp4', '2026-11-28', '주민총회', null],
    ['20241124_140233.mp4', '2024-11-24', '20241124 140233', null],
    ['VID_20241124_140233.mp4', '2024-11-24', 'VID 20241124 140233', null],
    ['2026-11-28 03_주민총회_준비.mov', '2026-11-28', '주민총회 준비', 3],
    ['2026.02.28_주민총회.mp4', '2026-02-28', '주민총회', null],
    ['20260230_주민총회.mp4', null, '20260230 주민총회', null],
    ['2026112_주민총회.mp4', null, '2026112 주민총회', null],
    ['2026년 총회.mp4', null, '2026년 총회', null],
  ])('takes the day from %s', (name, sessionDate, title, order) => {
    expect(guessLecture(name)).toEqual({ sessionDate, title, order, instructor: '' });
  });

  it('leaves a word that begins like a surname in the title', () => {
    for (const last of ['이야기', '고양시', '공동체', '정책론', '장애인']) {
      expect(guessLecture(`05_우리_마을_${last}.mp4`)).toMatchObject({
        order: 5,
        title: `우리 마을 ${last}`,
        instructor: '',
      });
    }
  });

  it.each([
    ...[
      '이야기',
      '박물관',
      '안전망',
      '조합원',
      '배우기',
      '정하기',
      '심의회',
      '서현동',
      '고양시',
      '이주민',
      '정보화',
    ],
  ])('takes %s behind a title of one word for its second, as long as it is not sure of a name', (last) => {
    expect(guessLecture(`05_마을_${last}.mp4`)).toMatchObject({
      order: 5,
      title: `마을 ${last}`,
      instructor: '',
    });
  });

  it('takes no name behind a title of one word without an order', () => {
    expect(guessLecture('둘러보기_김민성.mp4')).toMatchObject({ title: '둘러보기 김민성', instructor: '' });
  });

  it('composes the Hangul that macOS takes apart', () => {
    const name = '01_협치_입문.mp4'.normalize('NFD');
    expect(guessLecture(name).title).toBe('협치 입문');
  });

  it('always has a title within the length the server takes', () => {
    expect(guessLecture('.mp4').title).not.toBe('');
    expect(guessLecture('___.mp4').title).not.toBe('');
    expect(guessLecture(`${'가'.repeat(300)}.mp4`).title).toHaveLength(200);
  });

  it('leaves out what nobody sees and what turns text round', () => {
    expect(guessLecture('\u202e협치\u0007 입문\u2066.mp4').title).toBe('협치 입문');
  });

  it('cuts no letter in two', () => {
    const { title } = guessLecture(`${'가'.repeat(199)}😀 협치.mp4`);
    expect(title).toBe('가'.repeat(199));
    expect(title.isWellFormed()).toBe(true);
  });
});
