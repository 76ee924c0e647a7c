import { afterEach, expect, it } from 'vitest';
import type { Account } from '../../server/contract/accounts.ts';
import { account } from '../../web/session.ts';
import { newItem, type UploadItem } from '../../web/studio/upload/item.ts';
import { queue } from '../../web/studio/upload/queue.ts';
import { uploadsOf } from '../../web/studio/uploads.tsx';

const file = { name: '강의.mp4', size: 100, type: 'video/mp4', lastModified: 5 };
const sent: UploadItem = { id: 1, ...newItem(file, 'account', null), lectureId: 'lecture', step: 'done' };

afterEach(() => {
  queue.value = null;
  account.value = undefined;
});

it('a lecture’s line shows what was sent until its recording is heard of, and from then on the recording', () => {
  account.value = { id: 'account' } as Account;
  queue.value = [sent];
  expect(uploadsOf('lecture', [], false).own).toEqual(sent);
  expect(uploadsOf('lecture', [], true).own).toBeUndefined();
  queue.value = [{ ...sent, step: 'finish' }];
  expect(uploadsOf('lecture', [], true).own?.step).toBe('finish');
  expect(uploadsOf('another', [], false).own).toBeUndefined();
});
