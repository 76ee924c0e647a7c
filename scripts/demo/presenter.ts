import type { Figure } from './script.ts';

/** The camera's picture in slide pixels (a slide is 1920 × 1080), and its loop. */
export const camera = { x: 1458, y: 726, width: 420, height: 315 };
export const loop = { seconds: 8, fps: 25, mouths: 3 };

const wave = (turns: number) => Math.sin(2 * Math.PI * turns);

/** A smooth rise and fall, 0–1, between two moments of the loop. */
function gesture(time: number, from: number, to: number): number {
  if (time < from || time > to) return 0;
  return Math.sin((Math.PI * (time - from)) / (to - from)) ** 0.6;
}

/** The presenter at a moment of the loop (0–1) as SVG; mouth 0 is closed, 2 wide open. */
export function presenterSvg(figure: Figure, time: number, mouth: number): string {
  const sway = 7 * wave(time) + 2.5 * wave(2 * time + 0.15);
  const lean = 1.6 * wave(time + 0.1);
  const tilt = 2.4 * wave(time + 0.2) + 1.3 * wave(3 * time);
  const nod = 2.2 * wave(4 * time + 0.3);
  const breath = 1.5 * wave(2 * time);
  const hand = gesture(time, 0.1, 0.42) + 0.8 * gesture(time, 0.58, 0.8);
  const flutter = 5 * hand * wave(6 * time);
  const blinking = [0.12, 0.47, 0.71].some((moment) => Math.abs(time - moment) < 0.012);
  const { x, y } = { x: 318 - 6 * hand + flutter, y: 330 - 92 * hand + flutter / 2 };
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${camera.width}" height="${camera.height}" viewBox="0 0 420 315">
  <clipPath id="c"><rect width="420" height="315" rx="18"/></clipPath>
  <g clip-path="url(#c)">
    ${room(figure.wall)}
    <g transform="translate(${sway} ${breath}) rotate(${lean} 210 315)">
      ${hairBehind(figure, tilt, nod)}
      <path d="M84 330C88 246 132 212 190 200h40c58 12 102 46 106 130z" fill="${figure.jacket}"/>
      <path d="M188 200l22 52 22-52-8-12h-28z" fill="${figure.shirt}"/>
      <path d="M188 199l-20 20 34 62 8-30zM232 199l20 20-34 62-8-30z" fill="#000" opacity=".16"/>
      <path d="M194 160h32v34c0 18-32 18-32 0z" fill="${figure.skin}"/>
      <path d="M194 172c8 12 24 12 32 0v10c-8 10-24 10-32 0z" fill="#000" opacity=".1"/>
      <g transform="translate(0 ${nod}) rotate(${tilt} 210 180)">${head(figure, mouth, blinking)}</g>
      <path d="M326 336Q350 300 ${x} ${y}" stroke="${figure.jacket}" stroke-width="38" stroke-linecap="round" fill="none"/>
      <path d="M326 336Q350 300 ${x} ${y}" stroke="#fff" stroke-opacity=".07" stroke-width="38" stroke-linecap="round" fill="none"/>
      <ellipse cx="${x - 3}" cy="${y - 19}" rx="15" ry="18" fill="${figure.skin}" transform="rotate(${-18 + flutter} ${x} ${y})"/>
    </g>
    <rect y="296" width="420" height="19" fill="#000" opacity=".24"/>
  </g>
  <rect x="1.5" y="1.5" width="417" height="312" rx="17" fill="none" stroke="#fff" stroke-opacity=".55" stroke-width="3"/>
</svg>`;
}

function room(wall: string): string {
  return `<rect width="420" height="315" fill="${wall}"/>
    <rect x="20" y="26" width="112" height="128" rx="4" fill="#fff" opacity=".75"/>
    <path d="M76 26v128M20 90h112" stroke="${wall}" stroke-width="5"/>
    <rect x="306" y="34" width="94" height="64" rx="4" fill="#fff" opacity=".5"/>
    <path d="M320 54h66M320 68h50M320 82h58" stroke="#000" stroke-opacity=".14" stroke-width="5" stroke-linecap="round"/>
    <rect y="236" width="420" height="79" fill="#000" opacity=".06"/>
    <path d="M42 262c-18-26-20-50-6-66 6 18 10 32 12 48 4-18 12-32 26-40 2 24-8 44-24 58z" fill="#5c8a6b"/>
    <path d="M28 260h36l-6 44H34z" fill="#b98d6c"/>`;
}

function hairBehind(figure: Figure, tilt: number, nod: number): string {
  const shape =
    figure.hair === 'bob'
      ? '<path d="M158 122c0-44 22-66 52-66s52 22 52 66c0 30 4 52-4 64-14 8-82 8-96 0-8-12-4-34-4-64z"/>'
      : figure.hair === 'tied'
        ? '<path d="M168 120c0-42 18-62 42-62s42 20 42 62v26h-84z"/><ellipse cx="252" cy="84" rx="20" ry="23"/>'
        : '';
  return `<g fill="${figure.hairColour}" transform="translate(0 ${nod}) rotate(${tilt} 210 180)">${shape}</g>`;
}

function head(figure: Figure, mouth: number, blinking: boolean): string {
  const fringe =
    figure.hair === 'short'
      ? 'M166 118c-6-44 16-66 46-66 30 0 50 22 42 66-4-16-8-26-14-32-20 6-42 4-58-4-8 8-12 20-16 36z'
      : 'M168 116c-4-40 16-60 42-60s46 20 42 60c-6-14-14-26-26-34-12 14-38 22-58 34z';
  const eyes = blinking
    ? '<path d="M188 122h10M222 122h10" stroke="#2b2320" stroke-width="2.6" stroke-linecap="round"/>'
    : '<g fill="#2b2320"><ellipse cx="193" cy="121" rx="3.4" ry="4.2"/><ellipse cx="227" cy="121" rx="3.4" ry="4.2"/></g>';
  const lips = [
    '<path d="M200 150q10 5 20 0" stroke="#a5544c" stroke-width="3" fill="none" stroke-linecap="round"/>',
    '<ellipse cx="210" cy="151" rx="9" ry="4" fill="#8c3f3a"/>',
    '<ellipse cx="210" cy="152" rx="9" ry="7" fill="#8c3f3a"/><path d="M203 148.500q7-3 14 0z" fill="#fff"/>',
  ][mouth];
  const glasses = `<g fill="none" stroke="#3a3a40" stroke-width="2.6"><rect x="179" y="111" width="26" height="20" rx="8"/><rect x="215" y="111" width="26" height="20" rx="8"/><path d="M205 119q5-3 10 0"/></g>`;
  return `<ellipse cx="169" cy="126" rx="7" ry="11" fill="${figure.skin}"/><ellipse cx="251" cy="126" rx="7" ry="11" fill="${figure.skin}"/>
    <path d="M169 112c0-34 18-52 41-52s41 18 41 52c0 36-18 62-41 62s-41-26-41-62z" fill="${figure.skin}"/>
    <path d="${fringe}" fill="${figure.hairColour}"/>
    <path d="M185 108q8-4 15-1M220 107q7-3 15 1" stroke="${figure.hairColour}" stroke-width="3" fill="none" stroke-linecap="round"/>
    ${eyes}${figure.glasses ? glasses : ''}
    <path d="M210 124q4 9-2 12" stroke="#000" stroke-opacity=".22" stroke-width="2.4" fill="none" stroke-linecap="round"/>${lips}`;
}
