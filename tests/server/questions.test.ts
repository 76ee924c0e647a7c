/** Frequent questions: everybody reads them in their order, administrators write and order them. */
import { afterAll, expect, test } from 'vitest';
import { testApp } from '../support/app.ts';

const platform = await testApp();
afterAll(platform.close);
const administrator = await platform.as('administrator');
const passerBy = await platform.as(null);

const EMPTY = { category: '', categoryEn: '', question: '질문', questionEn: '', answer: '답', answerEn: '' };
const write = async (question: string) =>
  (await administrator('POST', '/api/questions', { ...EMPTY, question })).body.id as string;
const read = async () =>
  (await passerBy('GET', '/api/questions')).body.items.map(({ question }: typeof EMPTY) => question);
const order = (ids: string[]) => administrator('PUT', '/api/questions/order', { ids });

test('they are read in the order in which they were put; a new one is the last', async () => {
  const [one, two, three] = [await write('하나'), await write('둘'), await write('셋')];
  expect(await read()).toEqual(['하나', '둘', '셋']);
  expect((await order([three, one, two])).status).toBe(200);
  expect(await read()).toEqual(['셋', '하나', '둘']);
  await write('넷');
  expect(await read()).toEqual(['셋', '하나', '둘', '넷']);
  // one came meanwhile, one is named that is not there, one twice
  expect((await order([one, two, three])).body.code).toBe('conflict');
  expect((await order([one, two, three, crypto.randomUUID()])).body.code).toBe('conflict');
  expect((await order([one, one, two, three])).status).toBe(400);
  expect(await read()).toEqual(['셋', '하나', '둘', '넷']);
});

test('one is changed whole, and removed; what cannot be is refused', async () => {
  const id = await write('다섯');
  const put = (change: object, of = id) =>
    administrator('PUT', `/api/questions/${of}`, { ...EMPTY, ...change });
  const changed = await put({ question: ' 여섯 '.normalize('NFD'), answer: '<b>답</b>', category: '회원' });
  expect(changed.body).toEqual({ ...EMPTY, id, question: '여섯', answer: '<b>답</b>', category: '회원' });
  for (const change of [
    { question: ' ' },
    { answer: '\n' },
    { answer: 'x'.repeat(5_001) },
    { category: 'x'.repeat(51) },
  ])
    expect((await put(change)).status).toBe(400);
  expect((await put({}, crypto.randomUUID())).status).toBe(404);
  expect((await administrator('DELETE', `/api/questions/${id}`)).status).toBe(204);
  expect((await administrator('DELETE', `/api/questions/${id}`)).status).toBe(404);
  expect(await read()).not.toContain('여섯');
});
