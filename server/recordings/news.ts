/**
 * What happens to recordings and their uploads, for everybody who follows it: one look a second in a process, however
 * many listen, and none while nobody does. All are told the same.
 */
import type { Context } from '../context.ts';
import type { LectureNews, UploadStatus } from '../contract/recordings.ts';
import { workersSeen } from '../queue/worker-queries.ts';
import { lecturesWithNews, type NewsRow } from './news-queries.ts';
import type { RecordingRow } from './recording-queries.ts';
import { isFinal, recordingStatus } from './status.ts';
import { type Sample, timeLeft, withSample } from './time-left.ts';
import { uploadsUnderWay } from './under-way.ts';

const LOOK_MS = 1000;
/** Seconds before the last look from which on a change is news: clocks differ, and transactions take a while. */
const NEWS_SECONDS = 15;

/** Told of each change, and at first of all that is under way. @param owner of the lecture */
type Listener = (news: LectureNews, owner: string | null) => void;
export type News = {
  /** @returns how to listen no more */
  follow: (listener: Listener) => () => void;
  close: () => void;
};
type Told = { news: LectureNews; owner: string | null; text: string };
/** What a look finds. */
type Seen = { rows: readonly NewsRow[]; uploads: ReadonlyMap<string, UploadStatus[]>; noWorker: boolean };

export function openNews({ db, config, clock, log }: Pick<Context, 'db' | 'config' | 'clock' | 'log'>): News {
  const listeners = new Set<Listener>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  /** of the last one that succeeded */
  let lookedAt = 0;
  /** by lecture: what everybody knows */
  let told = new Map<string, Told>();
  const paces = new Map<string, readonly Sample[]>();

  async function look(): Promise<void> {
    const seen = await find().catch((error: unknown) => {
      log.warn({ err: error }, 'news of recordings: they could not be looked for');
      return null;
    });
    if (seen) tell(seen);
    timer = listeners.size > 0 ? setTimeout(look, LOOK_MS) : null;
  }

  async function find(): Promise<Seen> {
    const uploads = await uploadsUnderWay(db, config.data, clock());
    // what was told to be under way is told until its end, however long ago that was: an upload that is there no more,
    // a recording that ended while the database was away
    const begun = [...told.values()].filter(({ news: { recording, uploads } }) => {
      return uploads.length > 0 || (recording && !isFinal(recording.state));
    });
    const at = performance.now();
    const seconds = NEWS_SECONDS + (at - lookedAt) / 1000;
    const rows = await lecturesWithNews(db, seconds, [
      ...uploads.keys(),
      ...begun.map(({ news }) => news.lectureId),
    ]);
    lookedAt = at;
    const isWaited = rows.some(({ recording }) => recording && !isFinal(recording.state));
    const noWorker = isWaited && (await workersSeen(db)).length === 0;
    return { rows, uploads, noWorker };
  }

  function tell({ rows, uploads, noWorker }: Seen): void {
    const now = new Map<string, Told>();
    for (const { lectureId, recording, owner, changed } of rows) {
      const news = {
        lectureId,
        recording: recording && { ...statusOf(recording), secondsLeft: paced(recording) },
        uploads: uploads.get(lectureId) ?? [],
        noWorker: noWorker && recording !== null && !isFinal(recording.state),
        changed,
      };
      const text = JSON.stringify(news);
      now.set(lectureId, { news, owner, text });
      if (told.get(lectureId)?.text === text) continue;
      for (const listener of listeners) listener(news, owner);
    }
    told = now;
    for (const id of paces.keys()) if (!rows.some(({ recording }) => recording?.id === id)) paces.delete(id);
  }

  function paced({ id, state, secondsDone, secondsTotal }: RecordingRow): number | null {
    if (state !== 'transcoding' && state !== 'trimming') return null;
    const now = performance.now();
    const samples = withSample(paces.get(id) ?? [], { at: now, done: secondsDone });
    paces.set(id, samples);
    const left = timeLeft(samples, secondsTotal, now);
    return left === null ? null : Math.ceil(left);
  }

  return {
    follow(listener) {
      if (listeners.size === 0) {
        told = new Map(); // of a time when others listened
        lookedAt = performance.now();
      }
      for (const { news, owner } of told.values()) listener(news, owner);
      listeners.add(listener);
      timer ??= setTimeout(look, 0);
      return () => listeners.delete(listener);
    },
    close() {
      listeners.clear();
      if (timer) clearTimeout(timer);
      timer = null;
    },
  };
}

/** A recording's row as the studio shows it. */
export const statusOf = (row: RecordingRow) =>
  recordingStatus({ ...row, playable: row.waiting || row.playableAt !== null });
