import { describe, expect, it } from 'vitest';
import { objectionTo } from '../../web/studio/upload/admit.ts';
import { faceOf, shareSent } from '../../web/studio/upload/face.ts';
import { isSameFile, newItem, type UploadItem } from '../../web/studio/upload/item.ts';
import { secondsLeft, speedOf, withSample } from '../../web/studio/upload/pace.ts';

const file = { name: '강의.mp4', size: 100, type: 'video/mp4', lastModified: 5 };
const fresh: UploadItem = {
  id: 1,
  ...newItem(file, 'account', { title: '강의', order: null, instructor: '' }, 'lecture'),
};

describe('objectionTo', () => {
  const limits = { maxBytes: 1000, freeBytes: 500, extensions: ['.mp4', 'MTS'] };
  it.each([
    ['a.mp4', 100, null],
    ['A.MP4', 100, null],
    ['00012.mts', 100, null],
    ['a.hwpx', 100, 'extension'],
    ['mp4', 100, 'extension'],
    ['a.mp4', 0, 'empty'],
    ['a.mp4', 1001, 'too_large'],
    ['a.mp4', 501, 'no_space'],
  ])('%s of %d bytes: %s', (name, size, objection) => {
    expect(objectionTo({ name, size }, limits)).toBe(objection);
  });

  it('counts the files already on their way against the free space', () => {
    expect(objectionTo({ name: 'a.mp4', size: 100 }, limits, 401)).toBe('no_space');
  });
});

describe('isSameFile', () => {
  it('knows the file again, composed or not, and no other', () => {
    expect(isSameFile(fresh, { ...file, name: file.name.normalize('NFD') })).toBe(true);
    expect(isSameFile(fresh, { ...file, size: 101 })).toBe(false);
    expect(isSameFile(fresh, { ...file, lastModified: 6 })).toBe(false);
    expect(isSameFile(fresh, { ...file, name: '다른.mp4' })).toBe(false);
  });
});

describe('faceOf', () => {
  it.each<[Partial<UploadItem>, boolean, string]>([
    [{}, false, 'waiting'],
    [{}, true, 'sending'],
    [{ wish: 'pause' }, false, 'paused'],
    [{ retryAt: 9 }, false, 'retrying'],
    [{ fileMissing: true, wish: 'pause' }, false, 'file_missing'],
    [{ refused: true, retryAt: 9 }, false, 'refused'],
    [{ step: 'finish' }, false, 'finishing'],
    [{ step: 'done' }, false, 'done'],
    [{ wish: 'discard', refused: true }, false, 'ending'],
  ])('%o, moving %s: %s', (values, moving, face) => {
    expect(faceOf({ ...fresh, ...values }, moving)).toBe(face);
  });

  it('never shows more than all of it, nor less than the server has', () => {
    expect(shareSent({ bytes: 100, sent: 40 }, 20)).toBe(0.4);
    expect(shareSent({ bytes: 100, sent: 40 }, 120)).toBe(1);
    expect(shareSent({ bytes: 0, sent: 0 }, undefined)).toBe(1);
  });
});

describe('pace', () => {
  it('is the speed over the last twelve seconds', () => {
    let samples = withSample([], { at: 0, sent: 0 });
    expect(speedOf(samples)).toBeNull();
    for (let second = 1; second <= 10; second += 1)
      samples = withSample(samples, { at: second * 1000, sent: 0 });
    for (let second = 11; second <= 30; second += 1) {
      samples = withSample(samples, { at: second * 1000, sent: (second - 10) * 1000 });
    }
    expect(speedOf(samples)).toBe(1000);
  });

  it('begins anew when bytes are sent again', () => {
    const samples = withSample(
      [
        { at: 0, sent: 0 },
        { at: 2000, sent: 900 },
      ],
      { at: 3000, sent: 100 },
    );
    expect(samples).toHaveLength(1);
  });

  it('knows no time left while nothing moves', () => {
    expect(secondsLeft(500, 100)).toBe(5);
    expect(secondsLeft(500, 0)).toBeNull();
    expect(secondsLeft(500, null)).toBeNull();
  });
});
