/** What a player sends: the viewer's next 15 seconds. Pure. */
import { HOST } from './site.ts';

/** Seconds between a player's reports, and of lecture in each. */
export const SEGMENT_SECONDS = 15;
/** Reports after which the shortest lecture is over, and begins again. */
const BEFORE_THE_END = 1200 / SEGMENT_SECONDS;

/** Somebody with a lecture open. */
export type Seat = {
  /** the playback session */
  id: string;
  /** of the cookie that says who watches */
  token: string;
  /** number of the next report */
  seq: number;
};

/** One request, with the headers that a browser sends along. */
export function reportRequest({ id, token, seq }: Seat, port: number): string {
  const body = reportBody(seq);
  return (
    `POST /api/playback-sessions/${id}/played HTTP/1.1\r\nhost: ${HOST}:${port}\r\n` +
    `connection: keep-alive\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n` +
    'user-agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36\r\n' +
    `accept: */*\r\norigin: http://${HOST}:${port}\r\nsec-fetch-site: same-origin\r\nsec-fetch-mode: cors\r\n` +
    `sec-fetch-dest: empty\r\naccept-encoding: gzip, deflate, br\r\naccept-language: ko-KR,ko;q=0.9\r\n` +
    `cookie: madang_viewer=${token}\r\n\r\n${body}`
  );
}

function reportBody(seq: number): string {
  const from = (seq % BEFORE_THE_END) * SEGMENT_SECONDS;
  const to = from + SEGMENT_SECONDS;
  const segment = { seq, from, to, rate: 1, elapsedMs: SEGMENT_SECONDS * 1000 };
  return JSON.stringify({ segments: [segment], position: to });
}
