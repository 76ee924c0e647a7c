/** Two administrators who save the same at once: the second is told before anything of the first is written over. */
import { afterAll, describe, expect, test } from 'vitest';
import { testApp } from '../support/app.ts';

const platform = await testApp();
afterAll(platform.close);
const one = await platform.as('administrator');
const other = await platform.as('administrator');

const NEWS = {
  ...{ title: '휴관', titleEn: '', text: '하루 쉽니다.', textEn: '', isPinned: false },
  ...{ publishedAt: '2026-11-01T00:00:00.000Z', endsAt: null },
};
const QUESTION = {
  category: '',
  categoryEn: '',
  question: '질문',
  questionEn: '',
  answer: '답',
  answerEn: '',
};

/** What is stored as it is sent: all of it, without what it is called by. */
type Written = Record<string, unknown>;
const KINDS: Record<string, () => Promise<{ path: string; was: Written; text: string; beside: string }>> = {
  institution: async () => {
    const { body } = await one('GET', '/api/institution');
    return { path: '/api/institution', was: body, text: 'about', beside: 'phone' };
  },
  announcement: async () => {
    const { id } = (await one('POST', '/api/announcements', NEWS)).body;
    return { path: `/api/announcements/${id}`, was: NEWS, text: 'text', beside: 'titleEn' };
  },
  question: async () => {
    const { id } = (await one('POST', '/api/questions', QUESTION)).body;
    return { path: `/api/questions/${id}`, was: QUESTION, text: 'answer', beside: 'questionEn' };
  },
};

describe.each(Object.entries(KINDS))('%s', (kind, make) => {
  test('the second is refused with the fields that both changed, and may then choose', async () => {
    const { path, was, text, beside } = await make();
    const first = { ...was, [text]: '하나', [beside]: '곁' };
    expect((await one('PUT', path, { ...first, was })).status).toBe(200);

    const second = { ...was, [text]: '둘' };
    const refused = await other('PUT', path, { ...second, was });
    expect(refused).toMatchObject({ status: 409, body: { code: 'edited_meanwhile' } });
    const fields = refused.body.details.map(({ field }: { field: string }) => field);
    // what the second left as it was would be written over too
    expect(fields.sort()).toEqual([beside, text].sort());

    const seen = { ...second, [beside]: '곁' };
    expect((await other('PUT', path, { ...seen, was: first })).body).toMatchObject({
      [text]: '둘',
      [beside]: '곁',
    });
    // the same as is stored by now writes nothing over
    expect((await one('PUT', path, { ...seen, was })).status).toBe(200);
  });

  test('at the same moment one of two comes through', async () => {
    const { path, was, text } = await make();
    const sent = ['가', '나'].map((letter) => ({ ...was, [text]: `${letter} ${crypto.randomUUID()}`, was }));
    const replies = await Promise.all([one('PUT', path, sent[0]), other('PUT', path, sent[1])]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
    const stored = (await one('GET', kind === 'question' ? '/api/questions' : path)).text;
    for (const [nth, { status }] of replies.entries())
      expect(stored.includes(String(sent[nth]?.[text as never])), `${status}`).toBe(status === 200);
  });
});

test('an order of questions that was made from an older one is refused', async () => {
  const items = (await one('GET', '/api/questions')).body.items as { id: string }[];
  const was = items.map(({ id }) => id);
  const [first = '', second = '', ...rest] = was;
  const ids = [second, first, ...rest];
  expect((await one('PUT', '/api/questions/order', { ids, was })).status).toBe(200);
  const late = await other('PUT', '/api/questions/order', { ids: [...was].reverse(), was });
  expect(late).toMatchObject({ status: 409, body: { code: 'conflict' } });
});
