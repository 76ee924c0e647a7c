import { describe, expect, it } from 'vitest';
import type { Lecture } from '../../server/contract/lectures.ts';
import { changesBetween } from '../../web/studio/autosave.ts';
import { captionType } from '../../web/studio/captions.ts';
import { checksOf } from '../../web/studio/checks.ts';
import { courseFaults, courseForm, courseOf } from '../../web/studio/course-form.ts';
import { infoChange, infoFaults, infoForm, reopenedInfo, tagsIn } from '../../web/studio/info-form.ts';
import { ruleFaults, ruleForm, ruleOf } from '../../web/studio/rule-form.ts';

const lecture: Lecture = {
  id: 'a',
  title: '협치 입문',
  titleEn: '',
  summary: '',
  summaryEn: '',
  instructor: '',
  instructorEn: '',
  venue: '',
  venueEn: '',
  sessionDate: null,
  audience: 'everyone',
  field: '',
  fieldEn: '',
  tags: ['협치'],
  tagsEn: [],
  courseId: null,
  courseOrder: 1,
  visibility: 'draft',
  publicFrom: null,
  publicUntil: null,
  completions: 0,
  phase: 'draft',
  courseTitle: null,
  courseTitleEn: null,
  rule: { share: 0.9, elapsedShare: 0 },
  duration: null,
  posterUrl: null,
  views: 0,
  captionLanguages: [],
  publishedAt: null,
  createdAt: '2026-11-24T00:00:00Z',
  updatedAt: '2026-11-24T00:00:00Z',
  progress: null,
  bin: null,
  recording: null,
  next: null,
};

describe('the details form', () => {
  it('gives back what it was given', () => {
    const { title, tags, sessionDate, courseId, courseOrder } = infoChange(infoForm(lecture));
    expect({ title, tags, sessionDate, courseId, courseOrder }).toEqual({
      title: '협치 입문',
      tags: ['협치'],
      sessionDate: null,
      courseId: null,
      courseOrder: 1,
    });
  });

  it('saves only what changed', () => {
    const saved = infoChange(infoForm(lecture));
    const draft = infoChange({ ...infoForm(lecture), venue: '수원 111CM', tags: '협치, 예산' });
    expect(changesBetween(saved, draft)).toEqual({ venue: '수원 111CM', tags: ['협치', '예산'] });
    expect(changesBetween(saved, saved)).toEqual({});
  });

  it('never touches whether the lecture is public', () => {
    expect(infoChange(infoForm(lecture))).not.toHaveProperty('visibility');
  });

  it.each([
    ['', undefined],
    ['2026-11-24', undefined],
    ['1987-06-29', undefined],
    ['0002-01-01', 'dateInvalid'],
    ['0202-11-24', 'dateInvalid'],
  ])('a year that is still being typed is not saved: %j', (sessionDate, fault) => {
    expect(infoFaults({ ...infoForm(lecture), sessionDate }).sessionDate).toBe(fault);
  });

  it('reads tags however they are typed', () => {
    expect(tagsIn(' 협치, #주민참여예산，협치,, # 마을 ')).toEqual(['협치', '주민참여예산', '마을']);
  });

  it('says what is wrong where', () => {
    const form = { ...infoForm(lecture), title: ' ', courseOrder: '0', tags: 'ㄱ'.repeat(51) };
    expect(infoFaults(form)).toEqual({ title: 'required', courseOrder: 'orderInvalid', tags: 'tagsTooMany' });
    expect(infoFaults(infoForm(lecture))).toEqual({});
  });
});

describe('the course form', () => {
  it('wants a title', () => {
    expect(courseFaults(courseForm(null))).toEqual({ title: 'required' });
    expect(courseOf({ ...courseForm(null), title: ' 협치 ' })).toMatchObject({ title: '협치' });
  });
});

describe('the form of a rule', () => {
  it('is in percent and saved as shares', () => {
    expect(ruleForm()).toEqual({ share: '90', elapsedShare: '0' });
    expect(ruleOf({ share: '75', elapsedShare: '50' })).toEqual({ share: 0.75, elapsedShare: 0.5 });
    for (const share of [0.1, 0.29, 0.333, 0.57, 1])
      expect(ruleOf(ruleForm({ share, elapsedShare: share }))).toEqual({ share, elapsedShare: share });
  });

  it('takes 10 to 100 percent of the lecture, and 0 to 100 of real time', () => {
    for (const share of ['', '9', '101', 'x'])
      expect(ruleFaults({ ...ruleForm(), share })).toEqual({ share: 'ruleShareInvalid' });
    for (const elapsedShare of ['', '-1', '101', 'x'])
      expect(ruleFaults({ ...ruleForm(), elapsedShare })).toEqual({ elapsedShare: 'ruleElapsedInvalid' });
    expect(ruleFaults({ share: '100', elapsedShare: '100' })).toEqual({});
  });
});

describe('checksOf', () => {
  const missing = (title: string, name = 'a.mp4') =>
    checksOf({ ...lecture, title }, { playable: true, name }, 0)
      .filter(({ done }) => !done)
      .map(({ id }) => id);

  it('names what is missing', () => {
    expect(missing('협치 입문')).toEqual(['poster', 'captions', 'chapters', 'course']);
    const described = { ...lecture, captionLanguages: ['ko' as const], courseId: 'c', posterUrl: '/a.jpg' };
    const left = (chapters: number | null) => checksOf(described, null, chapters).filter(({ done }) => !done);
    expect(left(1)).toEqual([{ id: 'recording', done: false }]);
    // not known yet: nothing is said of it
    expect(left(null)).toEqual([{ id: 'recording', done: false }]);
  });

  it('knows a title that a camera gave', () => {
    for (const title of ['MVI 0042', 'IMG_1234', '20241124 140233', '00012'])
      expect(missing(title)).toContain('title');
    expect(missing('2024년 협치학교')).not.toContain('title');
  });
});

describe('captionType', () => {
  it('is told by the ending', () => {
    expect(captionType('a.VTT')).toBe('text/vtt');
    expect(captionType('a.srt')).toBe('application/x-subrip');
  });
});

describe('reopenedInfo', () => {
  const form = infoForm(lecture);
  const kept = (typed: object, sent: object = {}) => ({
    ...{ saved: infoChange(form), sent },
    typed: { ...form, ...typed },
  });

  it('is the lecture where nothing was kept', () => {
    expect(reopenedInfo(lecture, null)).toEqual({ form, saved: infoChange(form), broughtBack: false });
  });

  it('brings back what was typed, also what makes no sense, and takes what is stored for the rest', () => {
    const stored = { ...lecture, venue: '수원' };
    const opened = reopenedInfo(stored, kept({ summary: '함께', courseOrder: 'abc' }));
    expect(opened.form).toEqual({ ...form, venue: '수원', summary: '함께', courseOrder: 'abc' });
    expect(opened).toMatchObject({ saved: { venue: '수원', summary: '' }, broughtBack: true });
  });

  it('tells what somebody else has stored since from what was typed over', () => {
    const opened = reopenedInfo({ ...lecture, summary: '다른' }, kept({ summary: '함께' }));
    expect([opened.form.summary, opened.saved.summary]).toEqual(['함께', '']);
  });

  it('brings back that something was taken back that may be stored', () => {
    const opened = reopenedInfo({ ...lecture, summary: '함께' }, kept({}, { summary: '함께' }));
    expect([opened.form.summary, opened.broughtBack]).toEqual(['', true]);
  });

  it('has nothing to bring back where it was stored after all', () => {
    expect(reopenedInfo({ ...lecture, summary: '함께' }, kept({ summary: '함께' })).broughtBack).toBe(false);
  });

  it('passes over a field that there is no more', () => {
    expect(reopenedInfo(lecture, kept({ gone: 'x' }))).toMatchObject({ form, broughtBack: false });
  });
});
