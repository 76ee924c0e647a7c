import { describe, expect, it } from 'vitest';
import { newItem, type UploadItem } from '../../web/studio/upload/item.ts';
import { mustStop, nextItems, nextLook } from '../../web/studio/upload/plan.ts';

const file = { name: 'a.mp4', size: 100, type: 'video/mp4', lastModified: 1 };

function item(id: number, values: Partial<UploadItem> = {}): UploadItem {
  return { id, ...newItem(file, 'account', 'lecture'), step: 'send', ...values };
}

const ids = (items: readonly UploadItem[], atWork: number[] = [], now = 1000) =>
  nextItems(items, new Set(atWork), now).map(({ id }) => id);

describe('nextItems', () => {
  it('sends one file at a time, oldest first, and creates drafts meanwhile', () => {
    const items = [item(1), item(2), item(3, { step: 'draft' }), item(4, { step: 'draft' })];
    expect(ids(items)).toEqual([1, 3]);
    expect(ids(items, [1, 3])).toEqual([]);
    expect(ids(items, [1])).toEqual([3]);
  });

  it('passes over what waits for a person', () => {
    const items = [
      item(1, { wish: 'pause' }),
      item(2, { fileMissing: true }),
      item(3, { refused: true }),
      item(4, { step: 'done' }),
      item(5),
    ];
    expect(ids(items)).toEqual([5]);
  });

  it('keeps the place of a transfer that waits for a retry', () => {
    const items = [item(1, { retryAt: 2000 }), item(2)];
    expect(ids(items)).toEqual([]);
    expect(ids(items, [], 2000)).toEqual([1]);
  });

  it('reads one file at a time to see whether it is there, beside all else, and leaves known ones to people', () => {
    const same = { lectureId: 'a', title: 'a', titleEn: '', inBin: false };
    const items = [item(1, { step: 'check', same }), item(2, { step: 'check' }), item(3, { step: 'check' })];
    expect(ids([...items, item(4), item(5, { step: 'draft' })])).toEqual([2, 4, 5]);
    expect(ids([item(1, { step: 'check', same, wish: 'cancel' })])).toEqual([1]);
  });

  it('lets an errand that waits for a retry pass', () => {
    const items = [item(1, { step: 'finish', retryAt: 2000 }), item(2, { step: 'draft' })];
    expect(ids(items)).toEqual([2]);
  });

  it('ends a cancelled item even when it is paused, refused or without its file', () => {
    const stuck = { wish: 'cancel', refused: true, fileMissing: true } as const;
    expect(ids([item(1, stuck)])).toEqual([1]);
    expect(ids([item(1, { ...stuck, wish: 'discard' })])).toEqual([1]);
  });

  it('finishes what was paused after its last byte', () => {
    expect(ids([item(1, { step: 'finish', wish: 'pause' })])).toEqual([1]);
  });
});

describe('mustStop', () => {
  it('stops a transfer that was paused, cancelled or removed', () => {
    expect(mustStop(item(1))).toBe(false);
    expect(mustStop(item(1, { wish: 'pause' }))).toBe(true);
    expect(mustStop(item(1, { wish: 'cancel' }))).toBe(true);
    expect(mustStop(item(1, { step: 'check' }))).toBe(false);
    expect(mustStop(item(1, { step: 'check', wish: 'cancel' }))).toBe(true);
    expect(mustStop(undefined)).toBe(true);
  });

  it('leaves a finish alone', () => {
    expect(mustStop(item(1, { step: 'finish', wish: 'cancel' }))).toBe(false);
  });
});

describe('nextLook', () => {
  it('is the earliest retry ahead', () => {
    const items = [
      item(1, { retryAt: 500 }),
      item(2, { retryAt: 3000 }),
      item(3, { retryAt: 2000 }),
      item(4),
    ];
    expect(nextLook(items, 1000)).toBe(2000);
    expect(nextLook([item(1)], 1000)).toBeNull();
  });
});
