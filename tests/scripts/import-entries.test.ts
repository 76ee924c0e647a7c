/** What an archive says of its recordings. */
import { expect, test } from 'vitest';
import { fromFiles, fromTable } from '../../scripts/import/entries.ts';

test('a table in any order, with columns of either language, says what is in it', () => {
  const { entries, faults } = fromTable([
    ['과정', 'file', '제목', '강사', '교육일', '대상', '태그', '순서', '자막', '영문 자막'],
    [
      ...['협치 입문', 'a/1.mp4', ' 새로운 공공의 등장 ', '홍길동', '2025. 3. 4.', '공무원'],
      ...['협치; 공공,협치', '2', '1.srt', '1.en.vtt'],
    ],
    ['', '', '', ''],
    ['', '03_함께_정하는_마을_김강사.mp4'],
  ]);
  expect(faults).toEqual([]);
  expect(entries).toEqual([
    {
      recording: 'a/1.mp4',
      course: '협치 입문',
      captions: [
        { language: 'ko', path: '1.srt' },
        { language: 'en', path: '1.en.vtt' },
      ],
      lecture: {
        ...{ title: '새로운 공공의 등장', instructor: '홍길동', sessionDate: '2025-03-04' },
        ...{ audience: 'official', tags: ['협치', '공공'], courseOrder: 2 },
      },
    },
    {
      ...{ recording: '03_함께_정하는_마을_김강사.mp4', course: null, captions: [] },
      lecture: {
        ...{ title: '함께 정하는 마을', instructor: '김강사', sessionDate: null, tags: [], courseOrder: 3 },
      },
    },
  ]);
});

test.each([
  [{ 파일: '', 제목: '이름 없는 영상' }, '파일 이름이 없습니다'],
  [{ 파일: '1.mp4', 교육일: '2025-02-30' }, '2025-02-30'],
  [{ 파일: '1.mp4', 교육일: '지난봄' }, '지난봄'],
  [{ 파일: '1.mp4', 대상: '모두' }, '모두'],
  [{ 파일: '1.mp4', 순서: '첫째' }, '첫째'],
  [{ 파일: '1.mp4', 순서: '0' }, '0'],
])('a row that cannot be taken is told, and the others are taken: %o', (row, why) => {
  const names = Object.keys(row);
  const { entries, faults } = fromTable([names, Object.values(row), names.map(() => '2.mp4')]);
  expect(faults.map((fault) => fault.why)[0]).toContain(why);
  expect(entries.length + faults.length).toBe(2);
});

test('a table whose columns are not known, or name no file, is refused', () => {
  expect(() => fromTable([['file', '비고']])).toThrow('비고');
  expect(() => fromTable([['제목']])).toThrow('파일');
  expect(() => fromTable([])).toThrow('파일');
});

test('a folder says it by its names: order, title, instructor, day, course, captions', () => {
  const paths = [
    ...['2025 협치 입문/01_둘러보기_김강사.mp4', '2025 협치 입문/01_둘러보기_김강사.srt'],
    ...['2025 협치 입문/01_둘러보기_김강사.en.vtt', '2025 협치 입문/01_둘러보기_김강사.xx.vtt'],
    ...['20250304_주민 총회.MTS', '메모.txt', '주민 총회.srt'],
  ];
  const { entries } = fromFiles(paths, ['mp4', 'mts']);
  expect(entries).toEqual([
    {
      ...{ recording: paths[0], course: '2025 협치 입문' },
      captions: [
        { language: 'ko', path: paths[1] },
        { language: 'en', path: paths[2] },
      ],
      lecture: { title: '둘러보기', instructor: '김강사', sessionDate: null, courseOrder: 1 },
    },
    {
      ...{ recording: paths[4], course: null, captions: [] },
      lecture: { title: '주민 총회', instructor: '', sessionDate: '2025-03-04' },
    },
  ]);
});
