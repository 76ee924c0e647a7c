import { asMarkup } from './markup.ts';
import type { Pair } from './script.ts';

const label = (x: number, y: number, size: number, weight: number, fill: string, text: string) =>
  `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="middle" dominant-baseline="central">${asMarkup(text)}</text>`;

/** Three overlapping circles, each an actor with what it brings; what they share stands in the middle. */
export function actorsSvg(actors: [Pair, Pair, Pair], centre: string): string {
  const places = [
    { x: 600, y: 216, tx: 600, ty: 124 },
    { x: 420, y: 474, tx: 374, ty: 530 },
    { x: 780, y: 474, tx: 826, ty: 530 },
  ];
  const circles = places
    .map(
      ({ x, y }) =>
        `<circle cx="${x}" cy="${y}" r="212" fill="var(--accent)" fill-opacity=".14" stroke="var(--accent)" stroke-width="4"/>`,
    )
    .join('');
  const words = actors.map((actor, index) => {
    const { tx, ty } = places[index] ?? { tx: 0, ty: 0 };
    return (
      label(tx, ty - 28, 52, 700, 'var(--deep)', actor.term) +
      label(tx, ty + 36, 42, 400, '#1e2124', actor.text)
    );
  });
  return `<svg width="1200" height="700" viewBox="0 0 1200 700">${circles}${words.join('')}
    <circle cx="600" cy="388" r="88" fill="var(--accent)"/>${label(600, 388, 62, 700, '#fff', centre)}</svg>`;
}

/** Four steps that lead back to the first, round what they serve. */
export function cycleSvg(centre: string, items: [string, string, string, string]): string {
  const places = [
    { x: 600, y: 74 },
    { x: 986, y: 350 },
    { x: 600, y: 626 },
    { x: 214, y: 350 },
  ];
  const arrows = [
    'M770 86Q926 110 972 262',
    'M972 438Q926 590 812 614',
    'M430 614Q274 590 228 438',
    'M228 262Q274 110 388 86',
  ].map(
    (path) =>
      `<path d="${path}" fill="none" stroke="var(--accent)" stroke-width="8" marker-end="url(#tip)"/>`,
  );
  const boxes = places.map(({ x, y }, index) => {
    const text = `${index + 1}. ${items[index] ?? ''}`;
    return `<rect x="${x - 200}" y="${y - 62}" width="400" height="124" rx="62" fill="#fff" stroke="var(--accent)" stroke-width="5"/>${label(x, y, 48, 700, 'var(--deep)', text)}`;
  });
  return `<svg width="1200" height="700" viewBox="0 0 1200 700">
    <marker id="tip" viewBox="0 0 10 10" refX="6" refY="5" markerWidth="5" markerHeight="5" orient="auto"><path d="M0 0l10 5-10 5z" fill="var(--accent)"/></marker>
    ${arrows.join('')}${boxes.join('')}
    <circle cx="600" cy="350" r="132" fill="var(--accent)"/>${label(600, 350, 76, 700, '#fff', centre)}</svg>`;
}

/** The yard (마당) seen from above: rings of people around a middle. */
export function yardSvg(size: number): string {
  const rings = [60, 108, 156, 204].map((r, index) => {
    const dots = Array.from({ length: 6 + index * 5 }, (_, dot) => {
      const angle = (2 * Math.PI * dot) / (6 + index * 5) + index * 0.4;
      return `<circle cx="${(230 + r * Math.cos(angle)).toFixed(1)}" cy="${(230 + r * Math.sin(angle)).toFixed(1)}" r="10"/>`;
    });
    return `<circle cx="230" cy="230" r="${r}" fill="none" stroke="#fff" stroke-opacity=".3" stroke-width="3"/>${dots.join('')}`;
  });
  return `<svg class="rings" width="${size}" height="${size}" viewBox="0 0 460 460" fill="#fff" fill-opacity=".6">${rings.join('')}</svg>`;
}
