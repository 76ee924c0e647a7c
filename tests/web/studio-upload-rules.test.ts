import { describe, expect, it } from 'vitest';
import { objectionTo } from '../../web/studio/upload/admit.ts';
import { faceOf, shareSent, WITH_BAR, wordOf } from '../../web/studio/upload/face.ts';
import { isOnItsWay, isSameFile, newItem, sentName, type UploadItem } from '../../web/studio/upload/item.ts';
import { secondsLeft, speedOf, withSample } from '../../web/studio/upload/pace.ts';
import { sameFileIn } from '../../web/studio/upload/same.ts';

const file = { name: '강의.mp4', size: 100, type: 'video/mp4', lastModified: 5 };
const fresh: UploadItem = {
  id: 1,
  ...newItem(file, 'account', 'lecture'),
  step: 'send',
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

describe('sentName', () => {
  it.each([
    ['강의.mp4', '강의.mp4'],
    // 84 syllables and the ending are 256 bytes: one syllable less is 253
    [`${'가'.repeat(84)}.mp4`, `${'가'.repeat(83)}.mp4`],
    [`${'😀'.repeat(100)}.m2ts`, `${'😀'.repeat(62)}.m2ts`],
    ['x'.repeat(300), 'x'.repeat(255)],
  ])('%s: %s', (name, sent) => {
    expect(sentName(name)).toBe(sent);
    expect(Buffer.byteLength(sent)).toBeLessThanOrEqual(255);
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

describe('isOnItsWay', () => {
  it.each<[string, Partial<UploadItem>, string | undefined, boolean]>([
    ['for a lecture of its own', { ownsLecture: true }, undefined, true],
    ['before that was made', { lectureId: null, ownsLecture: true }, undefined, true],
    ['for the same lecture', {}, 'lecture', true],
    ['for another', {}, 'other', false],
    ['for a lecture, picked for a new one', {}, undefined, false],
    ['done', { step: 'done' }, 'lecture', false],
    ['being cancelled', { wish: 'cancel' }, 'lecture', false],
  ])('%s', (_, values, lectureId, answer) => {
    expect(isOnItsWay({ ...fresh, ownsLecture: false, ...values }, file, lectureId)).toBe(answer);
  });
});

describe('sameFileIn', () => {
  const known = (name: string, sha256: string | null) => ({
    ...{ name, sha256, lectureId: `of ${name}`, title: name, titleEn: '', inBin: false },
  });
  it.each([
    ['the same bytes under another name', [known('b.mp4', 'x')], 'x', 'b.mp4'],
    ['other bytes under the same name', [known('강의.mp4', 'y')], 'x', undefined],
    ['no hash there, the same name', [known('강의.mp4', null)], 'x', '강의.mp4'],
    ['no hash there, another name', [known('b.mp4', null)], 'x', undefined],
    ['no hash here, the same name', [known('강의.mp4', 'x')], null, '강의.mp4'],
    ['the second of two', [known('a', 'y'), known('b', 'x')], 'x', 'b'],
    ['nothing as long', [], null, undefined],
  ])('%s', (_, all, sha256, title) => {
    expect(sameFileIn(all, { name: '강의.mp4' }, sha256)?.title).toBe(title);
  });
});

describe('faceOf', () => {
  it.each<[Partial<UploadItem>, boolean, string]>([
    [{}, false, 'waiting'],
    [{}, true, 'sending'],
    [{ wish: 'pause' }, false, 'paused'],
    [{ retryAt: 9 }, false, 'retrying'],
    [{ fileMissing: true, wish: 'pause' }, false, 'file_missing'],
    [{ fileMissing: true, handle: {} as UploadItem['handle'] }, false, 'file_closed'],
    [{ refused: true, retryAt: 9 }, false, 'refused'],
    [{ step: 'check' }, false, 'checking'],
    [{ step: 'check', same: { lectureId: 'a', title: 'a', titleEn: '', inBin: false } }, false, 'same'],
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

describe('a lecture’s own line', () => {
  const same = { lectureId: 'a', title: 'a', titleEn: '', inBin: false };
  it.each<[string, Partial<UploadItem>, boolean, string, boolean]>([
    ['the file being sent', {}, true, 'studio.face_sending', true],
    ['one behind it in the queue', {}, false, 'studio.face_waiting', false],
    ['one that is looked up', { step: 'check' }, false, 'studio.face_checking', false],
    ['one that is there already', { step: 'check', same }, false, 'studio.stateSame', false],
    ['one that is tried again', { retryAt: 9 }, false, 'studio.stateRetrying', true],
    ['one that waits for its file', { fileMissing: true }, false, 'studio.face_paused', true],
    ['one that was refused', { refused: true }, false, 'studio.face_refused', false],
    ['one of which the page has yet to hear', { step: 'done' }, false, 'studio.face_finishing', false],
  ])('says of %s what is true', (_, values, moving, word, bar) => {
    const face = faceOf({ ...fresh, ...values }, moving);
    expect([wordOf(face), WITH_BAR[face]]).toEqual([word, bar]);
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
