/** Who changed what everybody goes by: announcements, questions, courses, their rules and surveys. */
import { afterAll, describe, expect, test } from 'vitest';
import { type Browser, testApp } from '../support/app.ts';

const platform = await testApp();
afterAll(platform.close);
const administrator = await platform.as('administrator');
const staff = await platform.as('staff');
const idOf = async (who: Browser) => (await who('GET', '/api/session')).body.account.id as string;

type Entry = { actor: { id: string }; action: string; subject: object; details: object };

/** What the log says of that thing, the first entry first. */
async function told(id: string): Promise<Entry[]> {
  const { body } = await administrator('GET', `/api/audit?subject=${id}&pageSize=100`);
  return body.items.reverse();
}
const inShort = (entries: Entry[]) => entries.map(({ action, details }) => [action, details]);

/** Sends what must be taken. @returns the body */
async function send(who: Browser, method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object) {
  const reply = await who(method, path, body);
  expect(reply.status, `${method} ${path}: ${reply.text}`).toBeLessThan(300);
  return reply.body;
}

describe('the log says who changed which of it, and not what to', () => {
  test('of an announcement', async () => {
    const news = {
      ...{ title: '휴관 안내', titleEn: '', text: '김비밀 선생님의 강의', textEn: '', isPinned: false },
      ...{ publishedAt: '2026-11-01T00:00:00.000Z', endsAt: null },
    };
    const { id } = await send(administrator, 'POST', '/api/announcements', news);
    const path = `/api/announcements/${id}`;
    await send(administrator, 'PUT', path, { ...news, text: '박비밀', endsAt: '2026-12-24T00:00:00Z' });
    // the same again is no change, however it is written
    await send(administrator, 'PUT', path, {
      ...news,
      text: ' 박비밀 ',
      endsAt: '2026-12-24T09:00:00+09:00',
    });
    const before = await told(id);
    expect(before[1]?.subject).toEqual({ kind: 'announcement', id, name: '휴관 안내' });
    await send(administrator, 'DELETE', path);
    const entries = await told(id);
    expect(inShort(entries)).toEqual([
      ['announcement.written', {}],
      ['announcement.changed', { members: ['text', 'endsAt'] }],
      ['announcement.removed', {}],
    ]);
    expect(entries[2]).toMatchObject({ actor: { id: await idOf(administrator) }, subject: { name: null } });
    expect(JSON.stringify([...before, ...entries])).not.toContain('비밀');
    // by its title too
    const { id: other } = await send(administrator, 'POST', '/api/announcements', {
      ...news,
      title: '찾을 제목',
    });
    const query = new URLSearchParams({ subject: '찾을 제목' });
    expect((await administrator('GET', `/api/audit?${query}`)).body.items[0].subject.id).toBe(other);
  });

  test('of a frequent question, and of their order', async () => {
    const asked = {
      ...{ category: '', categoryEn: '', question: '어떻게 하나요?', questionEn: '' },
      ...{ answer: '이렇게', answerEn: '' },
    };
    const { id } = await send(administrator, 'POST', '/api/questions', asked);
    await send(administrator, 'PUT', `/api/questions/${id}`, { ...asked, answer: '저렇게' });
    await send(administrator, 'PUT', `/api/questions/${id}`, { ...asked, answer: '저렇게' });
    const { id: second } = await send(administrator, 'POST', '/api/questions', asked);
    await send(administrator, 'PUT', '/api/questions/order', { ids: [second, id] });
    await send(administrator, 'DELETE', `/api/questions/${id}`);
    expect(inShort(await told(id))).toEqual([
      ['question.written', {}],
      ['question.changed', { members: ['answer'] }],
      ['question.removed', {}],
    ]);
    const { body } = await administrator('GET', '/api/audit?action=question.ordered');
    expect(body.items[0].actor.id).toBe(await idOf(administrator));
  });

  test('of a course, its rule and its survey, which all of staff may change', async () => {
    const another = await platform.as('staff');
    const { id } = await send(staff, 'POST', '/api/courses', { title: '협치 입문' });
    await send(another, 'PATCH', `/api/courses/${id}`, { title: '협치 입문', audience: 'official' });
    await send(another, 'PATCH', `/api/courses/${id}`, { audience: 'official' });
    const questions = [{ kind: 'text', text: '어땠나요?', textEn: '', required: true, options: [] }];
    const survey = `/api/courses/${id}/survey`;
    await send(staff, 'PUT', survey, { questions, from: 0 });
    await send(staff, 'PUT', survey, { questions, from: 1 });
    await send(staff, 'DELETE', survey);
    await send(staff, 'DELETE', survey);
    await send(another, 'PUT', survey, { questions, from: 1 });
    const rule = { share: 0.8, elapsedShare: 0, surveyRequired: true };
    await send(another, 'PUT', `/api/courses/${id}/rule`, { ...rule, from: 1 });
    await send(another, 'PUT', `/api/courses/${id}/rule`, { ...rule, from: 2 });
    await send(staff, 'DELETE', `/api/courses/${id}`);
    const entries = await told(id);
    expect(inShort(entries)).toEqual([
      ['course.made', {}],
      ['course.changed', { members: ['audience'] }],
      ['survey.changed', { version: 1, questions: 1 }],
      ['survey.closed', {}],
      ['survey.changed', { version: 1, questions: 1 }],
      ['rule.changed', { ...rule, version: 2 }],
      ['course.removed', {}],
    ]);
    expect(entries[1]?.actor.id).toBe(await idOf(another));
    expect(entries[6]?.actor.id).toBe(await idOf(staff));
  });

  test('what is refused is no change', async () => {
    const none = crypto.randomUUID();
    const refused = [
      await staff('PATCH', `/api/courses/${none}`, { title: '과정' }),
      await staff('DELETE', `/api/courses/${none}`),
      await staff('DELETE', `/api/courses/${none}/survey`),
      await administrator('DELETE', `/api/announcements/${none}`),
      await administrator('DELETE', `/api/questions/${none}`),
    ];
    expect(refused.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    expect(await told(none)).toEqual([]);
  });
});
