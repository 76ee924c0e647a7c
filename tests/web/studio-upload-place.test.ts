import { describe, expect, it } from 'vitest';
import { placeLecture } from '../../web/studio/upload/place.ts';

const courses = [
  { id: 'a', title: '주민참여예산', titleEn: 'Participatory Budgeting' },
  { id: 'b', title: '주민참여예산의 이해', titleEn: '' },
  { id: 'c', title: '협치', titleEn: '' },
  { id: 'd', title: 'C++ (기초)', titleEn: '' },
];

describe('placeLecture', () => {
  it.each([
    ['주민참여예산_03_제안서 쓰기.mp4', 'a', 3, '제안서 쓰기', ''],
    ['[주민참여예산] 제3강 제안서 쓰기.mp4', 'a', 3, '제안서 쓰기', ''],
    ['주민참여예산의_이해_03_새로운_공공의_등장_홍길동.mp4', 'b', 3, '새로운 공공의 등장', '홍길동'],
    ['주민참여예산의이해_03_한 장 제안서.mp4', 'b', 3, '한 장 제안서', ''],
    ['주민참여예산_03_제안서 쓰기.mp4'.normalize('NFD'), 'a', 3, '제안서 쓰기', ''],
    ['participatory-budgeting 02 One page.mp4', 'a', 2, 'One page', ''],
    ['C++ 기초 01_시작.mp4', 'd', 1, '시작', ''],
    ['주민참여예산.mp4', 'a', null, '주민참여예산', ''],
    // part of a longer word, and a title that is too short to be told from chance
    ['주민참여예산제도_안내.mp4', undefined, null, '주민참여예산제도 안내', ''],
    ['협치_01_시작.mp4', undefined, null, '협치 01 시작', ''],
    ['03_새로운_공공의_등장.mp4', undefined, 3, '새로운 공공의 등장', ''],
  ])('%s', (name, id, order, title, instructor) => {
    const { guess, course } = placeLecture(name, courses);
    expect({ id: course?.id, ...guess }).toEqual({ id, order, title, instructor, sessionDate: null });
  });
});
