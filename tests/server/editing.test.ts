/** Two people who edit the same lecture. */
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { testApp } from '../support/app.ts';

const platform = await testApp();
afterAll(platform.close);
const staff = await platform.as('staff');
const administrator = await platform.as('administrator');

let path: string;
beforeEach(async () => {
  const { body } = await staff('POST', '/api/lectures', { title: '협치', venue: '수원' });
  path = `/api/lectures/${body.id}`;
});
const later = () => {
  platform.time.now = new Date(platform.time.now.getTime() + 1000);
};

describe('details', () => {
  test('changes of different fields both stay', async () => {
    await staff('PATCH', path, { title: '협치 입문', was: { title: '협치' } });
    const { status, body } = await administrator('PATCH', path, { venue: '의정부', was: { venue: '수원' } });
    expect(status).toBe(200);
    expect(body).toMatchObject({ title: '협치 입문', venue: '의정부' });
  });

  test('the later of two changes of one field is refused, and changes nothing', async () => {
    await staff('PATCH', path, { title: '협치 입문', was: { title: '협치' } });
    const change = { title: '협치란', venue: '의정부', was: { title: '협치', venue: '수원' } };
    const { status, body } = await administrator('PATCH', path, change);
    expect(status).toBe(409);
    expect(body).toMatchObject({ code: 'edited_meanwhile', details: [{ field: 'title' }] });
    expect((await staff('GET', path)).body).toMatchObject({ title: '협치 입문', venue: '수원' });
  });

  test('the same change twice is no quarrel, however its Hangul is composed', async () => {
    const change = { tags: ['예산'.normalize('NFD')], was: { tags: [] } };
    expect((await staff('PATCH', path, change)).status).toBe(200);
    const again = await administrator('PATCH', path, change);
    expect(again.status).toBe(200);
    expect(again.body.tags).toEqual(['예산']);
  });

  test('publishing that somebody else has changed is not written over, and times are compared as times', async () => {
    const seen = { visibility: 'draft', publicFrom: null, publicUntil: null };
    const theirs = { visibility: 'audience', publicFrom: '2999-01-01T09:00:00+09:00', was: seen };
    expect((await staff('PATCH', path, theirs)).status).toBe(200);
    const change = { visibility: 'public', publicFrom: null, publicUntil: null };
    const refused = await administrator('PATCH', path, { ...change, was: seen });
    expect(refused.status).toBe(409);
    expect(refused.body.details.map(({ field }: { field: string }) => field).sort()).toEqual([
      'publicFrom',
      'visibility',
    ]);
    const stored = (await staff('GET', path)).body;
    expect(stored).toMatchObject({ visibility: 'audience', publicFrom: '2999-01-01T00:00:00.000Z' });
    const { visibility, publicFrom, publicUntil } = stored;
    const known = await administrator('PATCH', path, {
      ...change,
      was: { visibility, publicFrom, publicUntil },
    });
    expect(known.body).toMatchObject({ visibility: 'public', publicFrom: null });
  });

  test('who does not say what was there writes over it', async () => {
    await staff('PATCH', path, { title: '협치 입문' });
    expect((await administrator('PATCH', path, { title: '협치란' })).body.title).toBe('협치란');
  });

  test('two at once: one is told', async () => {
    const changes = [
      staff('PATCH', path, { title: '하나', was: { title: '협치' } }),
      administrator('PATCH', path, { title: '둘', was: { title: '협치' } }),
    ];
    const answers = await Promise.all(changes);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const kept = answers.find(({ status }) => status === 200)?.body.title;
    expect((await staff('GET', path)).body.title).toBe(kept);
  });
});

describe('chapters', () => {
  const first = { start: 0, title: '여는 말', titleEn: '' };
  const second = { start: 60, title: '협치란', titleEn: '' };

  test('a list that somebody else has changed since is not written over', async () => {
    expect((await staff('PUT', `${path}/chapters`, { items: [first], was: [] })).status).toBe(200);
    const refused = await administrator('PUT', `${path}/chapters`, { items: [second], was: [] });
    expect(refused).toMatchObject({ status: 409, body: { code: 'edited_meanwhile' } });
    const { items, updatedAt } = (await staff('GET', `${path}/chapters`)).body;
    expect(items).toEqual([first]);
    later();
    const seen = await administrator('PUT', `${path}/chapters`, { items: [first, second], was: [first] });
    expect(seen.body.items).toEqual([first, second]);
    expect(seen.body.updatedAt > updatedAt).toBe(true);
  });
});

describe('who has it open', () => {
  test('the others are named until they have not been heard of for a while', async () => {
    expect((await staff('PUT', `${path}/editing`, {})).body.others).toEqual([]);
    const { body } = await administrator('PUT', `${path}/editing`, {});
    expect(body.others).toEqual([(await staff('GET', '/api/session')).body.account.name]);
    platform.time.now = new Date(platform.time.now.getTime() + 60_000);
    expect((await administrator('PUT', `${path}/editing`, {})).body.others).toEqual([]);
  });

  test('a change is told by its time', async () => {
    const before = (await administrator('PUT', `${path}/editing`, {})).body.updatedAt;
    later();
    await staff('PATCH', path, { title: '협치 입문' });
    const after = (await administrator('PUT', `${path}/editing`, {})).body.updatedAt;
    expect(after > before).toBe(true);
    expect((await staff('GET', path)).body.updatedAt).toBe(after);
  });

  test('only those who may edit', async () => {
    const [other, resident] = [await platform.as('staff'), await platform.as('resident')];
    expect((await other('PUT', `${path}/editing`, {})).status).toBe(403);
    expect((await resident('PUT', `${path}/editing`, {})).status).toBe(403);
  });
});
