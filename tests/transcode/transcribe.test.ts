/** Drafts of captions from a speech-to-text server: a stand-in that listens on this machine, all else real. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { captionDraft, deleteDraft, insertDraft } from '../../server/captions/draft-queries.ts';
import { captionStates } from '../../server/captions/state-queries.ts';
import { captionLanguages } from '../../server/captions/track-queries.ts';
import { cancelTranscription, requestTranscription } from '../../server/captions/transcription-queries.ts';
import type { Config } from '../../server/config.ts';
import { countedIn, joined, piecesOf } from '../../transcode/pieces.ts';
import { readHeard } from '../../transcode/speech.ts';
import { handlersOf } from '../../transcode/worker.ts';
import { ffprobe, makeRecording } from '../support/media.ts';
import { type Answer, type Asked, spoken, startSpeechServer } from '../support/speech-server.ts';
import { openTranscoder, settled, type Transcoder } from '../support/transcoder.ts';
import { until } from '../support/workers.ts';

const KEY = 'sk-not-to-be-told';
const folder = mkdtempSync(join(tmpdir(), 'madang-speech-'));
let transcoder: Transcoder;
let lectureId: string;
let server: Awaited<ReturnType<typeof startSpeechServer>> | undefined;
let answer: (asked: Asked, turn: number) => Answer | Promise<Answer>;
let logged = '';
let transcribe: NonNullable<Config['transcribe']>;

beforeAll(async () => {
  transcoder = await openTranscoder();
  const log = pino({ level: 'debug' }, { write: (line: string) => (logged += line) });
  const config = () => ({ ...transcoder.config, transcribe });
  const worker = Object.defineProperty({ ...transcoder.worker, log }, 'config', { get: config });
  await transcoder.queue.work(1, handlersOf(worker));
  const id = await transcoder.upload(makeRecording(join(folder, 'a.mp4'), { seconds: 6 }));
  const recording = await transcoder.until(id, settled);
  expect(recording.state).toBe('ready');
  lectureId = recording.lectureId;
});
afterEach(async () => {
  await server?.close();
  await deleteDraft(transcoder.db, ko());
});
afterAll(async () => {
  await transcoder?.close();
  rmSync(folder, { recursive: true, force: true });
});

const ko = () => ({ lectureId, language: 'ko' }) as const;
const state = async () => (await captionStates(transcoder.db, lectureId))[0];
const reached = (wanted: string) => until(async () => (await state())?.transcription?.state === wanted, 60);

/** A server that answers like that, and staff who ask for a draft. */
async function request(how: typeof answer, own: Partial<typeof transcribe> = {}) {
  answer = how;
  server = await startSpeechServer((asked, turn) => answer(asked, turn));
  transcribe = { url: server.url, model: 'whisper-1', key: KEY, keyFile: null, ...own };
  await transcoder.db.transaction(async (tx) => {
    const recordingId = await requestTranscription(tx, ko());
    if (!recordingId) throw new Error('there is sound');
    await transcoder.queue.enqueue(tx, [{ kind: 'transcribe', recordingId, ...ko() }]);
  });
  return server;
}

test('what a busy server hears at last becomes a draft that viewers do not see', async () => {
  const busy = { status: 503, body: `{"error":"${KEY}"}`, headers: { 'retry-after': '0' } };
  const { asked } = await request((_, turn) =>
    turn < 3
      ? busy
      : spoken({ start: 0.5, end: 2, text: ' 협치란 ' }, { start: 2, end: 5.25, text: '함께 정하는 일' }),
  );
  await reached('done');
  expect(asked).toHaveLength(3);
  expect(asked.map(({ authorization }) => authorization)).toEqual(Array(3).fill(`Bearer ${KEY}`));
  const { form, sound } = asked[0] as Asked;
  expect([...form].filter(([, value]) => typeof value === 'string')).toEqual([
    ['model', 'whisper-1'],
    ['language', 'ko'],
    ['response_format', 'verbose_json'],
    ['timestamp_granularities[]', 'segment'],
  ]);
  const heard = join(folder, 'heard.flac');
  writeFileSync(heard, sound);
  const told = ffprobe(
    '-show_entries',
    'stream=codec_name,sample_rate,channels:format=duration',
    '-of',
    'csv=p=0',
    heard,
  );
  expect(told).toMatch(/^flac,16000,1\n[56]\.\d+/);

  expect(await captionDraft(transcoder.db, ko())).toMatchObject({
    origin: 'automatic',
    savedBy: null,
    cues: [
      { id: 's0', start: 0.5, end: 2, text: '협치란' },
      { id: 's1', start: 2, end: 5.25, text: '함께 정하는 일' },
    ],
  });
  expect(await captionLanguages(transcoder.db, lectureId)).toEqual([]);
  expect(await state()).toMatchObject({
    draft: { origin: 'automatic' },
    transcription: { share: 1, code: null },
  });
  // while it stands, no other is asked for
  expect(await requestTranscription(transcoder.db, ko())).toBeNull();
});

test.each([
  ['a key that it does not know', { status: 401, body: `{"error":"wrong key ${KEY}"}` }, 'key'],
  ['sound that it does not take', { status: 400, body: '{}' }, 'refused'],
  ['an answer without times', { status: 200, body: '{"text":"협치"}' }, 'format'],
  [
    'a redirection, which would take the key elsewhere',
    { status: 302, body: '', headers: { location: '/elsewhere' } },
    'refused',
  ],
])('%s: told at once, and not tried again', async (_, reply, code) => {
  const { asked } = await request(() => reply);
  await reached('failed');
  expect(await state()).toMatchObject({ draft: null, transcription: { state: 'failed', code } });
  expect(asked).toHaveLength(1);
});

test('a key in a file is read anew, and one that is missing is told', async () => {
  const keyFile = join(folder, 'key');
  writeFileSync(keyFile, `${KEY}\n`);
  const { asked } = await request(() => spoken({ start: 0, end: 1, text: '네' }), { key: null, keyFile });
  await reached('done');
  expect(asked[0]?.authorization).toBe(`Bearer ${KEY}`);
  await server?.close();
  await deleteDraft(transcoder.db, ko());
  await request(() => spoken(), { key: null, keyFile: join(folder, 'nowhere') });
  await reached('failed');
  expect((await state())?.transcription?.code).toBe('key');
});

test('somebody who stops it waits for nothing, and no draft comes', async () => {
  let gone = false;
  const { asked } = await request(() => new Promise(() => {}));
  await until(() => asked.length === 1, 30);
  expect(await state()).toMatchObject({ transcription: { state: 'running' } });
  expect(await cancelTranscription(transcoder.db, ko())).toBe(true);
  // the worker hears of it and lets the server go
  await until(async () => {
    gone = logged.includes('transcribe: given up');
    return gone;
  }, 30);
  expect(await state()).toMatchObject({ draft: null, transcription: { state: 'cancelled' } });
  expect(await cancelTranscription(transcoder.db, ko())).toBe(false);
});

test('a draft that somebody began meanwhile stays', async () => {
  const cues = [{ id: 'a', start: 1, end: 2, text: '사람이 적은 말' }];
  await request(async () => {
    await insertDraft(transcoder.db, ko(), {
      cues,
      origin: 'edited',
      trackVersion: 0,
      savedBy: null,
      now: new Date(),
    });
    return spoken({ start: 0, end: 1, text: '기계가 들은 말' });
  });
  await reached('failed');
  expect((await captionDraft(transcoder.db, ko()))?.cues).toEqual(cues);
  expect((await state())?.transcription?.code).toBe('draft');
});

test('nothing that was logged holds the key', () => {
  expect(logged).toContain('transcribe: failed');
  expect(logged).not.toContain(KEY);
});

test('pieces overlap, and each word counts in one of them', () => {
  const segments = Array.from({ length: 10 }, (_, index) => ({ key: `${index}`, duration: 4, bytes: 1 }));
  const pieces = piecesOf(segments, 16);
  expect(pieces.map(({ from, to, begin, segments: own }) => [from, to, begin, own.length])).toEqual([
    [0, 16, 0, 6],
    [16, 32, 8, 8],
    [32, 40, 24, 4],
  ]);
  expect(piecesOf(segments.slice(0, 5), 16)).toHaveLength(1);
  const [first, second] = pieces;
  if (!first || !second) throw new Error('three pieces');
  const atSeam = { start: 15, end: 17.5, text: '이음매' };
  expect(countedIn(first, [atSeam])).toEqual([]);
  expect(countedIn(second, [{ ...atSeam, start: 7, end: 9.5 }])).toEqual([atSeam]);
});

test('what two pieces heard at a seam does not overlap', () => {
  const said = joined([
    [{ start: 0, end: 16.5, text: 'a' }],
    [
      { start: 16.2, end: 18, text: 'b' },
      { start: 17.9, end: 18.1, text: 'c' },
    ],
  ]);
  expect(said).toEqual([
    { start: 0, end: 16.5, text: 'a' },
    { start: 16.5, end: 18, text: 'b' },
  ]);
});

test.each([
  '',
  '<html>',
  'null',
  '{"segments":{}}',
  '{"segments":[{"start":"0","end":1,"text":"x"}]}',
  '{"segments":[null]}',
])('an answer like %j is none', (text) => {
  expect(() => readHeard(text)).toThrow(expect.objectContaining({ code: 'format' }));
});
