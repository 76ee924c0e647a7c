import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Presenter } from './pictures.ts';
import { camera, loop } from './presenter.ts';
import { output, start } from './run.ts';
import { loudnessByFrame, type Speech } from './speech.ts';

const fade = 0.4;

/** What the voice passes on its way: less hiss and edge, a small room, the loudness of an online lecture. */
const voiceFilter = [
  'highpass=f=85',
  'equalizer=f=3200:t=q:w=1.2:g=-3',
  'lowpass=f=8200',
  'aecho=0.9:0.6:23|41:0.09|0.05',
  'acompressor=threshold=-22dB:ratio=2.5:attack=8:release=160',
  'loudnorm=I=-18:TP=-3.5:LRA=7',
  'aresample=48000',
].join(',');

/** Slides that cross-fade at their times, the presenter over them, the speech under them: one MP4. */
export async function encode(
  target: string,
  slides: Buffer[],
  presenter: Presenter,
  speech: Speech,
  scale: number,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'madang-demo-'));
  try {
    const stills = await Promise.all(
      slides.map(async (png, index) => {
        const file = join(folder, `slide-${index}.png`);
        await writeFile(file, png);
        return file;
      }),
    );
    const voice = join(folder, 'voice.raw');
    await writeFile(voice, Buffer.from(speech.samples.buffer));
    const ffmpeg = start('ffmpeg', encodeArguments(target, stills, voice, presenter, speech, scale));
    const done = output(ffmpeg, 'ffmpeg');
    done.catch(() => ffmpeg.stdin.destroy());
    for (const picture of presenterPictures(presenter, speech)) {
      if (!ffmpeg.stdin.write(picture)) await Promise.race([once(ffmpeg.stdin, 'drain'), done]);
    }
    ffmpeg.stdin.end();
    await done;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function encodeArguments(
  target: string,
  stills: string[],
  voice: string,
  presenter: Presenter,
  speech: Speech,
  scale: number,
): string[] {
  const ends = [...speech.slideStarts.slice(1), speech.duration];
  const inputs = stills.flatMap((file, index) => {
    const shown = (ends[index] ?? 0) - (speech.slideStarts[index] ?? 0) + fade;
    return ['-loop', '1', '-framerate', `${loop.fps}`, '-t', shown.toFixed(3), '-i', file];
  });
  const fades = stills.slice(1).map((_, index) => {
    const before = index === 0 ? '[0:v]' : `[s${index}]`;
    const offset = (speech.slideStarts[index + 1] ?? 0).toFixed(3);
    return `${before}[${index + 1}:v]xfade=transition=fade:duration=${fade}:offset=${offset}[s${index + 1}]`;
  });
  const place = `${Math.round(camera.x * scale)}:${Math.round(camera.y * scale)}`;
  const graph = [
    ...fades,
    `[s${stills.length - 1}]scale=out_color_matrix=bt709:out_range=tv,format=yuv420p[slides]`,
    `[${stills.length}:v]scale=out_color_matrix=bt709:out_range=tv,format=yuva420p[presenter]`,
    `[slides][presenter]overlay=${place}:shortest=1[picture]`,
    `[${stills.length + 1}:a]${voiceFilter}[sound]`,
  ];
  const size = `${presenter.width}x${presenter.height}`;
  return [
    ...['-v', 'error', '-y', ...inputs],
    ...['-f', 'rawvideo', '-pix_fmt', 'rgba', '-s', size, '-framerate', `${loop.fps}`, '-i', 'pipe:0'],
    ...['-f', 's16le', '-ar', `${speech.rate}`, '-ac', '1', '-i', voice],
    ...['-filter_complex', graph.join(';'), '-map', '[picture]', '-map', '[sound]'],
    ...['-c:v', 'libx264', '-preset', 'slow', '-crf', '27', '-tune', 'animation', '-pix_fmt', 'yuv420p'],
    ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'],
    ...['-c:a', 'aac', '-b:a', '48k', '-ac', '1', '-t', speech.duration.toFixed(3)],
    ...['-map_metadata', '-1', '-movflags', '+faststart', target],
  ];
}

/** The presenter moves in a loop; the mouth follows the loudness of the speech. */
function* presenterPictures(presenter: Presenter, speech: Speech): Generator<Buffer> {
  const moments = loop.seconds * loop.fps;
  for (const [frame, loudness] of loudnessByFrame(speech, loop.fps).entries()) {
    const mouth = loudness > 0.42 ? 2 : loudness > 0.12 ? 1 : 0;
    const picture = presenter.frames[(frame % moments) * loop.mouths + mouth];
    if (picture) yield picture;
  }
}
