/**
 * What happens to recordings, for everybody who follows it: one look a second in a process, however many listen, and
 * none while nobody does. All are told the same.
 */

import type { RecordingNews } from '../contract/recordings.ts';
import type { Db } from '../database/client.ts';
import type { Log } from '../log.ts';
import { type NewsRow, recordingsWithNews } from './news-queries.ts';
import { recordingStatus } from './status.ts';
import { type Sample, timeLeft, withSample } from './time-left.ts';

const LOOK_MS = 1000;

/** Told of each change, and at first of all that is under way. @param owner of the lecture */
type Listener = (news: RecordingNews, owner: string | null) => void;
export type News = {
  /** @returns how to listen no more */
  follow: (listener: Listener) => () => void;
  close: () => void;
};
type Told = { news: RecordingNews; owner: string | null; text: string };

export function openNews(db: Db, log: Log): News {
  const listeners = new Set<Listener>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  /** by lecture: what everybody knows */
  let told = new Map<string, Told>();
  const paces = new Map<string, Sample[]>();

  async function look(): Promise<void> {
    const rows = await recordingsWithNews(db).catch((error: unknown) => {
      log.warn({ err: error }, 'news of recordings: the database did not answer');
      return null;
    });
    if (rows) tell(rows);
    timer = listeners.size > 0 ? setTimeout(look, LOOK_MS) : null;
  }

  function tell(rows: readonly NewsRow[]): void {
    const now = new Map<string, Told>();
    for (const { recording, owner } of rows) {
      const { lectureId } = recording;
      const news = { lectureId, recording: { ...statusOf(recording), secondsLeft: paced(recording) } };
      const text = JSON.stringify(news);
      now.set(lectureId, { news, owner, text });
      if (told.get(lectureId)?.text === text) continue;
      for (const listener of listeners) listener(news, owner);
    }
    told = now;
    for (const id of paces.keys()) if (!rows.some(({ recording }) => recording.id === id)) paces.delete(id);
  }

  function paced({ id, state, secondsDone, secondsTotal }: NewsRow['recording']): number | null {
    if (state !== 'transcoding' && state !== 'trimming') return null;
    const samples = withSample(paces.get(id) ?? [], { at: performance.now(), done: secondsDone });
    paces.set(id, samples);
    const left = timeLeft(samples, secondsTotal);
    return left === null ? null : Math.ceil(left);
  }

  return {
    follow(listener) {
      for (const { news, owner } of told.values()) listener(news, owner);
      listeners.add(listener);
      if (!timer) {
        told = new Map(); // of a time when others listened
        timer = setTimeout(look, 0);
      }
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
export const statusOf = (row: NewsRow['recording']) =>
  recordingStatus({ ...row, playable: row.waiting || row.playableAt !== null });
