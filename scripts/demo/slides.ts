import { readFileSync } from 'node:fs';
import { actorsSvg, cycleSvg, yardSvg } from './diagrams.ts';
import { asMarkup } from './markup.ts';
import type { Column, Script, SlideBody } from './script.ts';

/** What every slide of a lecture shows beside its own content. */
export type Frame = { course: string; title: string; instructor: string; venue: string; sessionDate: string };

/** What all slides share, then what layouts and figures add. */
const css = ['./frame.css', './layouts.css', './figures.css']
  .map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'))
  .join('\n');

const heading = (text: string) => `<h1>${asMarkup(text)}</h1>`;
const note = (text: string | undefined) => (text ? `<p class="note">${asMarkup(text)}</p>` : '');
const each = <T>(items: T[], html: (item: T, index: number) => string) => items.map(html).join('');

/** The slides of a lecture as pages of 1920 × 1080, with room for the camera at the lower right. */
export function slidePages(script: Script, frame: Frame): string[] {
  return script.slides.map(({ body }, index) => {
    const pageNumber = `<b>${index + 1}</b>&nbsp;/ ${script.slides.length}`;
    return `<!doctype html><html lang="ko"><meta charset="utf-8"><style>${css}</style>
<body class="${className(body)}" style="--accent:${script.accent};--deep:${script.deep}">
<main>${content(body, frame)}<footer><span>경기도 협치학교</span><span>${pageNumber}</span></footer></main>
<aside>${yardSvg(310)}<div class="school">${mark}경기도 협치학교</div>
<div class="session"><b>강사 ${asMarkup(frame.instructor)}</b><span>${asMarkup(frame.venue)}</span><span>${koreanDate(frame.sessionDate)}</span></div>
</aside></body></html>`;
  });
}

const mark = `<svg width="46" height="46" viewBox="0 0 46 46" fill="none" stroke="#fff" stroke-width="5" stroke-linecap="round"><path d="M6 40V20L23 6l17 14v20"/><circle cx="23" cy="30" r="7"/></svg>`;
const tick = `<svg width="84" height="84" viewBox="0 0 84 84"><circle cx="42" cy="42" r="40" fill="var(--accent)"/><path d="M23 43l13 14 26-29" fill="none" stroke="#fff" stroke-width="8" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

function koreanDate(iso: string): string {
  const [year, month, day] = iso.split('-').map(Number);
  return `${year}. ${month}. ${day}.`;
}

function className(body: SlideBody): string {
  return body.kind === 'actors' || body.kind === 'cycle' ? 'figure' : body.kind;
}

function content(body: SlideBody, frame: Frame): string {
  switch (body.kind) {
    case 'title':
      return `<p class="course">${asMarkup(frame.course)}</p><h1>${asMarkup(frame.title)}</h1><p class="subtitle">${asMarkup(body.subtitle)}</p>`;
    case 'statement':
      return `<div class="body"><blockquote>${asMarkup(body.text)}</blockquote><cite>${asMarkup(body.source)}</cite></div>`;
    case 'closing':
      return `<div class="body"><p>${asMarkup(body.text)}</p><div class="thanks">감사합니다</div></div>`;
    case 'agenda':
      return `${heading('오늘의 순서')}<div class="body"><ol>${each(body.items, (item, index) => `<li><b>${index + 1}</b>${asMarkup(item)}</li>`)}</ol></div>`;
    default:
      return `${heading(body.heading)}<div class="body">${figure(body)}${'note' in body ? note(body.note) : ''}</div>`;
  }
}

type WithHeading = Extract<SlideBody, { heading: string }>;

function figure(body: WithHeading): string {
  switch (body.kind) {
    case 'points':
      return `<dl>${each(body.items, ({ term, text }) => `<div><dt>${asMarkup(term)}</dt><dd>${asMarkup(text)}</dd></div>`)}</dl>`;
    case 'checks':
      return `<ul>${each(body.items, (item) => `<li>${tick}<span>${asMarkup(item)}</span></li>`)}</ul>`;
    case 'compare':
      return `<div class="pair">${column(body.before, 'before')}${arrow}${column(body.after, 'after')}</div>`;
    case 'table':
      return table(body.head, body.rows);
    case 'bars':
      return barChart(body.bars, body.unit);
    case 'steps':
      return `<ol>${each(body.items, ({ term, text }, index) => `<li><span class="number">${index + 1}</span><b>${asMarkup(term)}</b><span>${asMarkup(text)}</span></li>`)}</ol>`;
    case 'ladder':
      return `<div class="rungs">${each(body.items, (item, index) => rung(item, index, body.items.length))}</div>`;
    case 'layers':
      return `<ol>${each(body.items, ({ term, text }, index) => `<li style="width:${760 + index * 200}px"><b>${asMarkup(term)}</b>${asMarkup(text)}</li>`)}</ol>`;
    case 'actors':
      return actorsSvg(body.actors, body.centre);
    case 'cycle':
      return cycleSvg(body.centre, body.items);
  }
}

const arrow = `<svg width="64" height="64" viewBox="0 0 64 64" fill="none" stroke="var(--accent)" stroke-width="9" stroke-linecap="round" stroke-linejoin="round"><path d="M6 32h50M36 12l20 20-20 20"/></svg>`;

function column({ label, items }: Column, name: string): string {
  return `<section class="${name}"><h2>${asMarkup(label)}</h2><ul>${each(items, (item) => `<li>${asMarkup(item)}</li>`)}</ul></section>`;
}

function table(head: string[], rows: string[][]): string {
  const isNumber = (column: number) => rows.every((row) => /^(\d.*)?$/.test(row[column] ?? '')) && column > 0;
  const css = (column: number) => (isNumber(column) ? ' class="number"' : '');
  const cells = (row: string[], tag: string) =>
    each(row, (cell, index) => `<${tag}${css(index)}>${asMarkup(cell)}</${tag}>`);
  const body = each(
    rows,
    (row) => `<tr${row[0] === '합계' ? ' class="total"' : ''}>${cells(row, 'td')}</tr>`,
  );
  return `<table${rows.length > 4 ? ' class="long"' : ''}><thead><tr>${cells(head, 'th')}</tr></thead><tbody>${body}</tbody></table>`;
}

function barChart(bars: { label: string; value: number }[], unit: string): string {
  const most = Math.max(...bars.map((bar) => bar.value));
  const row = ({ label, value }: { label: string; value: number }) =>
    `<div class="label">${asMarkup(label)}</div><div class="track"><div class="bar" style="width:${(78 * value) / most}%"></div><div class="value">${value}${asMarkup(unit)}</div></div>`;
  return `<div class="chart">${each(bars, row)}</div>`;
}

/** Each rung starts further to the right and is deeper in colour than the one before. */
function rung(text: string, index: number, count: number): string {
  const depth = (index + 1) / count;
  const ink = depth > 0.7 ? '#fff' : 'var(--deep)';
  const ground = `color-mix(in srgb, var(--accent) ${Math.round(14 + 86 * depth ** 1.4)}%, #fff)`;
  return `<div style="margin-left:${index * 110}px;background:${ground};color:${ink}"><span>${index + 1}</span>${asMarkup(text)}</div>`;
}
