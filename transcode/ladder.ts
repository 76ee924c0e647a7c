/** Which renditions a recording gets, and at which rates. Pure. */
import type { PlannedRendition } from '../server/recordings/transcode-queries.ts';
import type { Fraction } from './source.ts';

/** Classes of the ladder by the short side of a 16:9 picture. */
const RUNGS = [1080, 720, 480, 360] as const;
/** A rung this near to the one above it is left out. */
const NEAREST = 0.87;
/** Frames a second that every rung but the top may have: faster sources are halved there. */
const CALM_FPS = 30.5;
const MAX_FPS = 60.5;
/** Segments end with frames, and previews stand at their beginnings: never long apart. */
const MIN_FPS = 1;

/** x264's constant quality, its cap in kbit/s, and the kbit/s that a picture which is copied may have. */
type Rates = { crf: number; maxrate: number; copied: number };

/**
 * By class. Slides stand still: the cap matters for the camera only. Smaller rungs get better quality,
 * since text there has few pixels to live on. `docs/decisions/07-rates.md` has the measurements.
 */
const RATES: Record<(typeof RUNGS)[number], Rates> = {
  1080: { crf: 22.8, maxrate: 4500, copied: 1500 },
  720: { crf: 23.8, maxrate: 2400, copied: 900 },
  480: { crf: 22, maxrate: 1100, copied: 600 },
  360: { crf: 21.2, maxrate: 700, copied: 400 },
};

/** @param rung a class of the ladder */
export function ratesOf(rung: number): Rates {
  return RATES[rung as keyof typeof RATES] ?? RATES[1080];
}

/**
 * Video rungs from the top: never larger than the source, which keeps its own size when it lies
 * between two classes. Each is scaled into the class's 16:9 box, on its side for an upright picture.
 * @param size pixels as shown
 * @param frameRate of the top rung
 */
export function ladder(size: { width: number; height: number }, frameRate: Fraction): PlannedRendition[] {
  const long = Math.max(size.width, size.height);
  const short = Math.min(size.width, size.height);
  const scaleOf = (rung: number) => Math.min(1, rung / short, (rung * 16) / 9 / long);
  const top = [...RUNGS].reverse().find((rung) => scaleOf(rung) === 1) ?? RUNGS[0];
  let above = Number.POSITIVE_INFINITY;
  return RUNGS.filter((rung) => rung <= top).flatMap((rung) => {
    const scale = scaleOf(rung);
    if (scale > above * NEAREST) return [];
    above = scale;
    const width = even(size.width * scale);
    const height = even(size.height * scale);
    const fills = scale < 1 || short === rung || Math.abs(long - (rung * 16) / 9) < 2;
    return {
      name: `${fills ? rung : even(short)}p`,
      kind: 'video',
      rung,
      width,
      height,
      frameRate: fps(frameRate) / (rung === top ? 1 : stepOf(frameRate)),
    };
  });
}

/** Sound: what all rungs share, and the low-data one beside them. */
export const SOUND: PlannedRendition[] = ['audio', 'listen'].map((name) => ({
  name,
  kind: 'audio',
  rung: null,
  width: null,
  height: null,
  frameRate: null,
}));

/**
 * The constant frame rate of the top rung: the nominal rate where frames come at it, otherwise a
 * usual one that loses none. Frames are repeated rather than dropped.
 * @param nominal the least rate that hits every frame's time (ffprobe's r_frame_rate), which is a
 * mere time base when the rate varies, and a rate of fields in some interlaced files
 * @param average frames ÷ seconds
 */
export function topRate(nominal: Fraction, average: Fraction): Fraction {
  const mean = fps(average) || fps(nominal);
  const share = fps(nominal) > 0 ? mean / fps(nominal) : 0;
  let rate: Fraction = mean <= CALM_FPS ? [30, 1] : [60, 1];
  if (share > 0.99) rate = snap(nominal);
  else if (usual(average)) rate = snap(average);
  else if (usual(nominal)) rate = snap(nominal);
  if (fps(rate) < MIN_FPS) return [MIN_FPS, 1];
  const step = Math.ceil(fps(rate) / MAX_FPS);
  return step <= 1 ? rate : [rate[0], rate[1] * step];
}

/** Every how many frames of the top rung the others take one. */
export const stepOf = (topRate: Fraction): 1 | 2 => (fps(topRate) > CALM_FPS ? 2 : 1);

export const fps = ([frames, seconds]: Fraction): number => (seconds > 0 ? frames / seconds : 0);

const USUAL: Fraction[] = [
  ...[1, 2, 5, 8, 10, 12, 15, 20, 24, 25, 30, 48, 50, 60].map((rate): Fraction => [rate, 1]),
  ...[24, 30, 60].map((rate): Fraction => [rate * 1000, 1001]),
];

/** 2997/100 is meant as 30000/1001: the usual rate where one is as near as containers round. */
const usual = (rate: Fraction) => USUAL.find((one) => Math.abs(fps(one) - fps(rate)) < 0.0005 * fps(one));
const snap = (rate: Fraction): Fraction => usual(rate) ?? rate;

/** Both sides must be even in 4:2:0. */
const even = (pixels: number) => Math.max(2, Math.round(pixels / 2) * 2);
