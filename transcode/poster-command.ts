/** Pictures that staff chose as posters, as commands. Pure. */
import type { Command } from './ffmpeg.ts';
import { POSTER, posterOutput } from './storyboard-command.ts';

/** Pixels of an uploaded picture: what phones and cameras make, and no more. */
export const MAX_PIXELS = 64_000_000;

/**
 * One frame of a segment. @param film its init segment and the segment itself
 * @param frame from 0; past the last, the last
 */
export function frameCommand(film: string, frame: number, path: string): Command {
  const chosen = `tpad=stop_mode=clone:stop=-1,trim=start_frame=${frame}:end_frame=${frame + 1}`;
  return {
    inputs: [{ path: film, options: ['-an'] }],
    filter: `[0:v]${chosen},${FITTED}[poster]`,
    outputs: [posterOutput('[poster]', path)],
  };
}

/** An uploaded picture, made anew: on white where it can be seen through, and nothing of what it says about itself. */
export function pictureCommand(picture: string, path: string): Command {
  const onWhite = [
    `[0:v]${FITTED},format=rgba,split[seen][behind]`,
    // not drawbox: it crashes on pictures that can be seen through (ffmpeg 5.1)
    '[behind]lutrgb=r=255:g=255:b=255:a=255[white]',
    '[white][seen]overlay=format=rgb,format=yuvj420p[poster]',
  ];
  return {
    inputs: [{ path: picture, kind: 'picture', options: ['-max_pixels', String(MAX_PIXELS)] }],
    filter: onWhite.join(';'),
    outputs: [posterOutput('[poster]', path)],
  };
}

/** Into the box of posters, never larger than it was. */
const FITTED = [
  `scale=w='min(${POSTER.width},iw)':h='min(${POSTER.height},ih)'`,
  'force_original_aspect_ratio=decrease:force_divisible_by=2,setsar=1',
].join(':');
