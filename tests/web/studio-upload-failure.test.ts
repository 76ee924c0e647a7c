import { describe, expect, it } from 'vitest';
import type { ApiError } from '../../server/contract/errors.ts';
import { afterFailure, retryDelay, StepError, verdictOf } from '../../web/studio/upload/failure.ts';
import type { Step } from '../../web/studio/upload/item.ts';

const said = (code: ApiError['code']): ApiError => ({ code, message: { ko: '가', en: 'a' } });

const uploadUrl = '/api/uploads/1';

describe('verdictOf', () => {
  it.each<[number | null, Step, string]>([
    [null, 'send', 'again'],
    [502, 'draft', 'again'],
    [507, 'send', 'again'],
    [429, 'finish', 'again'],
    [401, 'send', 'again'],
    [423, 'send', 'again'],
    [409, 'send', 'again'],
    [409, 'finish', 'refused'],
    [404, 'send', 'anew'],
    [410, 'send', 'anew'],
    [410, 'finish', 'anew'],
    [404, 'finish', 'refused'],
    [413, 'send', 'refused'],
    [403, 'draft', 'refused'],
  ])('judges %s while in step %s: %s', (status, step, verdict) => {
    expect(verdictOf({ status, said: null }, { step, uploadUrl })).toBe(verdict);
  });

  it('does not begin anew for ever when the lecture is gone before there is an upload', () => {
    expect(verdictOf({ status: 404, said: said('not_found') }, { step: 'send', uploadUrl: null })).toBe(
      'refused',
    );
  });

  it('goes on sending when the finish finds bytes missing', () => {
    expect(verdictOf({ status: 409, said: said('upload_incomplete') }, { step: 'finish', uploadUrl })).toBe(
      'resend',
    );
  });
});

describe('afterFailure', () => {
  const item = { step: 'send', attempts: 2, wish: 'go', uploadUrl } as const;

  it('waits longer each time, at most half a minute', () => {
    expect([1, 2, 3, 4, 5, 6, 60].map(retryDelay)).toEqual([1000, 2000, 4000, 8000, 16000, 30000, 30000]);
    expect(afterFailure(item, new StepError(null, null), 10_000)).toEqual({
      attempts: 3,
      retryAt: 14_000,
      trouble: null,
    });
  });

  it('says of a request that was repeated after a cut what it is: trouble of the line', () => {
    const cut = new StepError(409, said('conflict'));
    expect(afterFailure(item, cut, 10_000)).toEqual({ attempts: 3, retryAt: 14_000, trouble: null });
    expect(afterFailure({ ...item, step: 'finish' }, cut, 10_000)).toMatchObject({
      ...{ refused: true, trouble: { ko: '가', en: 'a' } },
    });
  });

  it('forgets an upload the server no longer has', () => {
    const after = afterFailure(item, new StepError(404, null), 0);
    expect(after).toMatchObject({ uploadUrl: null, sent: 0, step: 'send' });
  });

  it('stops with the words of a server that refuses', () => {
    const after = afterFailure(item, new StepError(413, said('too_large')), 0);
    expect(after).toMatchObject({ refused: true, retryAt: null, trouble: { ko: '가', en: 'a' } });
  });

  it('has a file that arrived different sent from the beginning, once somebody says so', () => {
    const finishing = { step: 'finish', attempts: 0, wish: 'go', uploadUrl } as const;
    expect(afterFailure(finishing, new StepError(422, said('checksum_mismatch')), 0)).toMatchObject({
      ...{ step: 'send', uploadUrl: null, sent: 0, sha256: null, refused: true, retryAt: null },
      trouble: { ko: '가', en: 'a' },
    });
  });

  it('takes back a cancel that is refused', () => {
    const after = afterFailure({ ...item, wish: 'discard' }, new StepError(403, null), 0);
    expect(after).toMatchObject({ refused: true, wish: 'go' });
  });
});
