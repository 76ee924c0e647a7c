import { describe, expect, it } from 'vitest';
import type { RecordingStatus } from '../../server/contract/recordings.ts';
import type { RecordingState } from '../../server/contract/vocabulary.ts';
import { changesMore, newerOf } from '../../web/studio/follow.ts';
import { isFinal } from '../../web/studio/live.ts';

const status = (state: RecordingState, id = 'a') => ({ id, state }) as RecordingStatus;

describe('isFinal', () => {
  it('is false while something still happens by itself', () => {
    expect(isFinal('transcoding')).toBe(false);
    expect(isFinal('failed')).toBe(true);
  });
});

describe('what was heard and what the list says', () => {
  it.each<[string, RecordingStatus | null, RecordingStatus | null, string | null, boolean]>([
    ['further on', status('probing'), status('transcoding'), 'transcoding', false],
    ['ended', status('transcoding'), status('ready'), 'transcoding', true],
    ['tried again by somebody else', status('failed'), status('uploaded'), 'uploaded', false],
    ['ended, and the list knows', status('ready'), status('ready'), 'ready', false],
    ['another recording', status('ready'), status('uploaded', 'b'), 'ready', true],
    ['the first one', null, status('uploaded'), null, true],
    ['none yet, only an upload', null, null, null, false],
  ])('%s', (_, listed, heard, shown, reads) => {
    expect(newerOf(listed, heard, true)?.state ?? null).toBe(shown);
    expect(changesMore(listed, heard)).toBe(reads);
  });

  it('an end that was heard stands while the list is read again', () => {
    expect(newerOf(status('uploaded'), status('ready'), false)?.state).toBe('ready');
  });
});
