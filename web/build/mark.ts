/**
 * The site's mark as pixels, from `web/public/icon.svg`: a rounded square and one line with round ends on it. What
 * installs an app asks for PNG, and for one mark that may be cut to any shape. Pure.
 */

type Point = { x: number; y: number };
export type Mark = {
  /** of the square, in units of the drawing */
  side: number;
  /** of the square's corners */
  radius: number;
  ground: Colour;
  line: Colour;
  width: number;
  points: readonly Point[];
};
type Colour = readonly [number, number, number];

/** Reads the drawing. @throws when it is no longer a square with a line */
export function markOf(svg: string): Mark {
  const read = (pattern: RegExp): string => {
    const found = pattern.exec(svg)?.[1];
    if (!found) throw new Error(`icon.svg no longer has ${pattern}: mend web/build/mark.ts`);
    return found;
  };
  return {
    side: Number(read(/viewBox="0 0 (\d+) \d+"/)),
    radius: Number(read(/<rect[^>]* rx="([\d.]+)"/)),
    ground: colourOf(read(/<rect[^>]* fill="(#\w+)"/)),
    line: colourOf(read(/<path[^>]* stroke="(#\w+)"/)),
    width: Number(read(/<path[^>]* stroke-width="([\d.]+)"/)),
    points: pointsOf(read(/<path d="([^"]+)"/)),
  };
}

function colourOf(hex: string): Colour {
  const digits = hex.length === 4 ? [...hex.slice(1)].map((one) => one + one) : hex.slice(1).match(/../g);
  const [red = 0, green = 0, blue = 0] = (digits ?? []).map((one) => Number.parseInt(one, 16));
  return [red, green, blue];
}

/** The corners of a path of straight lines. */
function pointsOf(path: string): Point[] {
  const points: Point[] = [];
  for (const [, command = '', values = ''] of path.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)) {
    const numbers = (values.match(/-?[\d.]+/g) ?? []).map(Number);
    const each = /[vh]/i.test(command) ? 1 : 2;
    for (let at = 0; at < numbers.length; at += each) {
      const [first = 0, second = 0] = numbers.slice(at, at + each);
      const { x, y } = points.at(-1) ?? { x: 0, y: 0 };
      if (command === 'M' || command === 'L') points.push({ x: first, y: second });
      else if (command === 'l') points.push({ x: x + first, y: y + second });
      else if (command === 'V') points.push({ x, y: first });
      else if (command === 'v') points.push({ x, y: y + first });
      else throw new Error(`icon.svg draws with "${command}" now: mend web/build/mark.ts`);
    }
  }
  return points;
}

/** How much of it the line takes in a picture that may be cut to a circle of 80 % (W3C manifest, safe zone). */
const WITHIN_SAFE_ZONE = 0.85;

/**
 * @param size pixels a side
 * @param maskable whether the ground fills the whole square, and the line keeps to what every shape shows
 * @returns RGBA, row after row
 */
export function drawn(mark: Mark, size: number, maskable: boolean): Uint8Array {
  const { side, radius, ground, line, width, points } = mark;
  const scale = side / size;
  const shrink = maskable ? WITHIN_SAFE_ZONE : 1;
  const pixels = new Uint8Array(size * size * 4);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const at = { x: (column + 0.5) * scale, y: (row + 0.5) * scale };
      const inLine = { x: (at.x - side / 2) / shrink + side / 2, y: (at.y - side / 2) / shrink + side / 2 };
      const line01 = covered((toLine(inLine, points) - width / 2) * shrink, scale);
      const alpha = maskable ? 1 : covered(toSquare(at, side, radius), scale);
      const colour = ground.map((one, nth) => Math.round(one + ((line[nth] ?? 0) - one) * line01));
      pixels.set([...colour, Math.round(alpha * 255)], (row * size + column) * 4);
    }
  }
  return pixels;
}

/** Share of a pixel inside of an edge. @param distance to it, negative inside @param pixel its side */
const covered = (distance: number, pixel: number): number => Math.min(1, Math.max(0, 0.5 - distance / pixel));

function toSquare({ x, y }: Point, side: number, radius: number): number {
  const [dx, dy] = [x, y].map((one) => Math.abs(one - side / 2) - (side / 2 - radius)) as [number, number];
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
}

function toLine(at: Point, points: readonly Point[]): number {
  return points.slice(1).reduce((nearest, to, nth) => {
    const from = points[nth] ?? to;
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const along = ((at.x - from.x) * dx + (at.y - from.y) * dy) / (dx * dx + dy * dy || 1);
    const t = Math.min(1, Math.max(0, along));
    return Math.min(nearest, Math.hypot(at.x - from.x - t * dx, at.y - from.y - t * dy));
  }, Number.POSITIVE_INFINITY);
}
