import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf, searchIn } from '../../web/admin/audit-search.ts';
import { ACTIONS, actionName, detailsOf, subjectOf } from '../../web/admin/audit-words.ts';
import { language, loadWords } from '../../web/i18n/i18n.ts';

beforeAll(async () => {
  await Promise.all([loadWords('admin'), loadWords('statistics'), loadWords('studio')]);
});
afterAll(() => {
  language.value = 'ko';
});

describe('an entry of the access log is read in words', () => {
  it.each([
    ['role.changed', { from: 'resident', to: 'staff' }, '이용자 → 담당자'],
    [
      'statistics.exported',
      { table: 'regions', format: 'xlsx', from: '2026-01-01', to: '2026-11-28', staff: 'include' },
      '시·군별 · XLSX · 2026. 1. 1.–2026. 11. 28. · 직원 시청 포함',
    ],
    ['learners.read', {}, ''],
    ['learners.read', { state: 'started', region: 'unknown' }, '조건: 미이수, 밝히지 않음'],
    [
      'learners.exported',
      { format: 'csv', rows: 1234, emails: true, audience: 'official', searched: true },
      'CSV · 1,234행 · 이메일 포함 · 조건: 공무원, 이름 등으로 찾음',
    ],
    ['statements.exported', { names: false, rows: 9 }, '9행 · 이름 없음'],
    [
      'audit.read',
      { action: 'role.changed', to: '2026-11-28', page: 2 },
      '‘권한을 바꾸었습니다’만 · 2026. 11. 28.까지 · 2쪽',
    ],
    ['institution.changed', { members: ['name', 'officer'] }, '기관 이름, 개인정보 보호책임자'],
    ['announcement.changed', { members: ['text', 'endsAt', 'of later'] }, '내용, 내리는 시각'],
    ['question.changed', { members: ['answerEn'] }, '답변(영문)'],
    ['course.changed', { members: ['title', 'audience'] }, '제목, 교육 대상'],
    [
      'rule.changed',
      { version: 2, share: 0.8, elapsedShare: 0.5, surveyRequired: true },
      '제2판 · 80% 시청 · 실제 재생 50% · 만족도 조사 필수',
    ],
    ['rule.changed', { version: 3, share: 0.9, elapsedShare: 0, surveyRequired: false }, '제3판 · 90% 시청'],
    ['survey.changed', { version: 1, questions: 5 }, '제1판 · 문항 5개'],
    [
      'lecture.changed',
      { members: ['title', 'visibility', 'publicFrom'], visibility: 'draft' },
      '제목, 공개 여부, 공개 시작 · 비공개',
    ],
    ['captions.changed', { language: 'en' }, '영어'],
    ['account.corrected', { members: ['name', 'email'] }, '이름, 이메일'],
    ['sessions.ended', { sessions: 2 }, '기기 2대'],
    ['of.later', { what: 1 }, ''],
  ])('%s %o', (action, details, words) => {
    expect(detailsOf({ action, details }).replaceAll('\u00a0', ' ')).toBe(words);
  });

  it('in both languages, and by its own name when it is not known', () => {
    for (const lang of ['ko', 'en'] as const) {
      language.value = lang;
      for (const action of ACTIONS) expect(actionName(action)).toMatch(/^[A-Z가-힣]/);
      expect(actionName('of.later')).toBe('of.later');
    }
    language.value = 'ko';
  });

  it.each([
    [{ kind: 'site', id: null, name: null }, null, 20, '사이트 전체 · 20명'],
    [{ kind: 'account', id: 'x', name: '김도민' }, null, 1, '김도민'],
    [{ kind: 'account', id: 'x', name: null }, null, 1, '탈퇴한 회원'],
    [{ kind: 'course', id: 'x', name: '협치 입문' }, null, null, '과정 ‘협치 입문’'],
    [{ kind: 'lecture', id: 'x', name: null }, null, 2, '삭제된 강의 · 2명'],
    [{ kind: 'lecture', id: 'x', name: '협치란' }, '김담당', 1, '강의 ‘협치란’ · 김담당'],
    [{ kind: 'lecture', id: 'x', name: '협치란' }, null, 1, '강의 ‘협치란’ · 1명'],
    [{ kind: 'announcement', id: 'x', name: '휴관' }, null, null, '공지사항 ‘휴관’'],
    [{ kind: 'question', id: 'x', name: null }, null, null, '삭제된 질문'],
  ])('says whose it was: %o', (subject, person, people, words) => {
    expect(subjectOf({ subject, person, people })).toBe(words);
  });
});

it('a search of the access log has an address, without what makes no sense', () => {
  const search = searchIn({ actor: ' 김 ', action: 'nothing', from: '2026-02-30', to: '2026-02-28' });
  expect(search).toEqual({ actor: '김', subject: '', action: '', from: '', to: '2026-02-28' });
  expect(searchIn(Object.fromEntries(new URLSearchParams(addressOf(search).split('?')[1])))).toEqual(search);
  expect(addressOf(searchIn({}), { page: 2, upTo: 9 })).toBe('/admin/audit?page=2&upTo=9');
});
