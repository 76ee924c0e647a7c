import { run } from './run.ts';
import type { Sentence, Slide, Voice } from './script.ts';

const rate = 22_050;
const pauses = {
  opening: 1.2,
  afterSlideChange: 0.55,
  betweenSentences: 0.42,
  beforeSlideChange: 0.5,
  ending: 1.8,
};

export type SpokenSentence = Sentence & { start: number; end: number };

/** Times in seconds; `slideStarts` has one entry per slide, `samples` is mono 16 bit at `rate`. */
export type Speech = {
  samples: Int16Array;
  rate: number;
  duration: number;
  slideStarts: number[];
  sentences: SpokenSentence[];
};

/**
 * Speaks the slides one sentence at a time, so that the time of every sentence is known to the sample.
 * Slides change on a frame of `fps`.
 */
export async function speak(slides: Slide[], voice: Voice, fps: number): Promise<Speech> {
  const spoken: SpokenSentence[] = [];
  const pieces: { at: number; samples: Int16Array }[] = [];
  const slideStarts: number[] = [];
  let time = 0;
  for (const [index, slide] of slides.entries()) {
    time = Math.ceil(time * fps) / fps;
    slideStarts.push(time);
    time += index === 0 ? pauses.opening : pauses.afterSlideChange;
    for (const [position, sentence] of slide.speech.entries()) {
      if (position > 0) time += pauses.betweenSentences;
      const samples = await synthesise(sentence.say ?? sentence.ko, voice);
      const end = time + samples.length / rate;
      pieces.push({ at: Math.round(time * rate), samples });
      spoken.push({ ...sentence, start: time, end });
      time = end;
    }
    time += index === slides.length - 1 ? pauses.ending : pauses.beforeSlideChange;
  }
  const duration = Math.ceil(time * fps) / fps;
  const samples = new Int16Array(Math.round(duration * rate));
  for (const piece of pieces) samples.set(piece.samples, piece.at);
  return { samples, rate, duration, slideStarts, sentences: spoken };
}

async function synthesise(text: string, voice: Voice): Promise<Int16Array> {
  const options = ['-v', voice.name, '-p', `${voice.pitch}`, '-s', `${voice.speed}`, '--stdout', text];
  const wav = await run('espeak-ng', options);
  const data = wav.indexOf('data') + 8;
  const length = Math.floor((wav.length - data) / 2);
  const all = new Int16Array(length);
  for (let i = 0; i < length; i++) all[i] = wav.readInt16LE(data + i * 2);
  return withoutSilentEnds(all);
}

/** The samples between the first and the last that can be heard, with 20 ms to breathe on both sides. */
function withoutSilentEnds(samples: Int16Array): Int16Array {
  const audible = (value: number) => Math.abs(value) > 200;
  const margin = Math.round(rate * 0.02);
  const from = Math.max(0, samples.findIndex(audible) - margin);
  const to = Math.min(samples.length, samples.findLastIndex(audible) + margin);
  return samples.slice(from, to);
}

/** How loud the speech is in each frame, 0–1; moves the presenter's mouth. */
export function loudnessByFrame(speech: Speech, fps: number): number[] {
  const window = Math.floor(speech.rate / fps);
  const frames = Math.round(speech.duration * fps);
  const levels = Array.from({ length: frames }, (_, frame) => {
    let sum = 0;
    const part = speech.samples.subarray(frame * window, (frame + 1) * window);
    for (const value of part) sum += value * value;
    return Math.sqrt(sum / Math.max(1, part.length));
  });
  const loudest = levels.reduce((most, level) => Math.max(most, level), 1);
  return levels.map((level) => level / loudest);
}
