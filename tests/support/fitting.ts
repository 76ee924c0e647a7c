/** Recordings whose picture can be the top rung as it is. */
import { ffmpeg, makeRecording, type Recording } from './media.ts';

const BT709 = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'];
const X264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-sc_threshold', '0', ...BT709];

/** Options of an encoder that makes one, but for `options`, of which later ones go before these. */
export const fitting = (...options: string[]) => [...X264, '-pix_fmt', 'yuv420p', '-crf', '34', ...options];

/** 3 s and silent, with a second between IDR pictures; what differs is said. */
export const makeFitting = (path: string, recording: Recording = {}) =>
  makeRecording(path, { seconds: 3, audio: null, video: fitting('-g', '30'), ...recording });

/** Another file of the same packets. @param options before the new file's name */
export function remake(from: string, to: string, ...options: string[]): string {
  ffmpeg('-i', from, '-map', '0', '-c', 'copy', ...options, to);
  return to;
}
