import { describe, expect, it } from 'vitest';
import type { Lecture } from '../../server/contract/lectures.ts';
import { changesBetween } from '../../web/studio/autosave.ts';
import { captionType } from '../../web/studio/captions.ts';
import { checksOf } from '../../web/studio/checklist.ts';
import { courseFaults, courseForm, courseOf } from '../../web/studio/course-form.ts';
import { infoChange, infoFaults, infoForm, tagsIn } from '../../web/studio/info-form.ts';

const lecture: Lecture = {
  id: 'a',
  title: '협치 입문',
  titleEn: '',
  summary: '',
  summaryEn: '',
  instructor: '',
  venue: '',
  sessionDate: null,
  audience: 'everyone',
  field: '',
  tags: ['협치'],
  courseId: null,
  courseOrder: 1,
  visibility: 'draft',
  courseTitle: null,
  courseTitleEn: null,
  completionShare: 0.9,
  duration: null,
  posterUrl: null,
  views: 0,
  captionLanguages: [],
  publishedAt: null,
  createdAt: '2026-11-24T00:00:00Z',
  progress: null,
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
  it('is in percent and saved as a share', () => {
    expect(courseForm(null).share).toBe('90');
    expect(courseOf({ ...courseForm(null), title: ' 협치 ', share: '75' })).toMatchObject({
      title: '협치',
      completionShare: 0.75,
    });
  });

  it('takes 10 to 100 percent', () => {
    for (const share of ['', '9', '101', 'x']) {
      expect(courseFaults({ ...courseForm(null), title: '협치', share })).toEqual({
        share: 'courseShareInvalid',
      });
    }
    expect(courseFaults({ ...courseForm(null), title: '협치', share: '100' })).toEqual({});
  });
});

describe('checksOf', () => {
  const missing = (title: string, name = 'a.mp4') =>
    checksOf({ title, captionLanguages: [], courseId: null }, { playable: true, name })
      .filter(({ done }) => !done)
      .map(({ id }) => id);

  it('names what is missing', () => {
    expect(missing('협치 입문')).toEqual(['captions', 'course']);
    expect(
      checksOf({ title: '협치', captionLanguages: ['ko'], courseId: 'c' }, null).filter(({ done }) => !done),
    ).toEqual([{ id: 'recording', done: false }]);
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
