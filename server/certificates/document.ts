/** The certificate as a document: one sheet of A4, tagged (PDF/UA), its fonts within it. Sizes are points. */
import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import { create } from 'qrcode';
import type { Certificate } from '../contract/certificates.ts';
import { seoulDay } from '../progress/days.ts';
import { type Face, fontsOf } from './fonts.ts';
import { linesOf } from './lines.ts';

const [WIDTH, HEIGHT] = [595.28, 841.89];
const [LEFT, RIGHT] = [84, WIDTH - 84];
const VALUES = 172;
const QR = 68;
const DATE = 628;

type Doc = InstanceType<typeof PDFDocument>;
type Fonts = ReturnType<typeof fontsOf>;
type Style = { face?: Face; size: number; leading?: number; align?: 'left' | 'center' };
/** where a text stands: its first baseline, and between what */
type Place = { y: number; from?: number; to?: number };

/** @param publicUrl origin under which anybody may check it */
export function certificatePdf(certificate: Certificate, publicUrl: string): Promise<Buffer> {
  const { number, name, courseTitle, institution, issuer, issuedAt } = certificate;
  const options = {
    // none of PDF's own fonts, which would not be within it
    ...{ size: 'A4', margin: 0, font: '' },
    ...{ pdfVersion: '1.7', subset: 'PDF/UA', tagged: true, lang: 'ko-KR', displayTitle: true },
    info: { Title: `이수증 제 ${number} 호`, Author: issuer, CreationDate: new Date(issuedAt) },
  };
  // its types lack PDF/UA
  const doc = new PDFDocument(options as unknown as PDFKit.PDFDocumentOptions);
  const fonts = fontsOf(doc);
  const whole = doc.struct('Document');
  doc.addStructure(whole);
  frame(doc);

  /** Adds a text to the document. @returns the baseline under its last line */
  const add = (type: 'P' | 'H1', text: string, place: Place, style: Style): number => {
    const set = laidOut(doc, fonts, text, place, style);
    whole.add(doc.struct(type, {}, set.draw));
    return set.next;
  };
  add('P', `제 ${number} 호`, { y: 104 }, { size: 13 });
  add('H1', '이 수 증', { y: 196 }, { face: 'bold', size: 46, align: 'center' });
  const fields = [
    ['성명', name],
    ['과정명', courseTitle],
    ['교육기간', periodText(certificate)],
    ['교육시간', lengthText(certificate.seconds)],
  ] as const;
  let y = 276;
  const rows = fields.map(([label, value]) => {
    const size = value.length > 60 ? 13 : 16;
    const head = laidOut(doc, fonts, label, { y, to: VALUES }, { size: 16 });
    const cell = laidOut(doc, fonts, value, { y, from: VALUES }, { size, face: 'bold', leading: size * 1.6 });
    y = Math.max(head.next, cell.next) + 10;
    const children = [
      doc.struct('TH', { scope: 'Row' } as object, head.draw),
      doc.struct('TD', {}, cell.draw),
    ];
    return doc.struct('TR', {}, children);
  });
  whole.add(doc.struct('Table', {}, rows));
  const said = `위 사람은 ${institution} 온라인 과정을 이수하였으므로 이 증서를 드립니다.`;
  const between = { y: Math.max(y + 20, 480), from: LEFT + 20, to: RIGHT - 20 };
  add('P', said, between, { size: 18, leading: 34, align: 'center' });
  add('P', dayText(seoulDay(new Date(issuedAt))), { y: DATE }, { size: 16, align: 'center' });
  add('P', issuer, { y: DATE + 48 }, { face: 'bold', size: issuer.length > 15 ? 20 : 26, align: 'center' });

  const address = `${publicUrl}/certificates/${number}?code=${certificate.code}`;
  const top = 708;
  whole.add(
    doc.struct(
      'Figure',
      { alt: `진위 확인 주소의 QR 코드: ${address}`, bbox: [LEFT, top, LEFT + QR, top + QR] } as object,
      () => qr(doc, address, LEFT, top),
    ),
  );
  const beside = LEFT + QR + 14;
  const small = { size: 9.5, leading: 15 };
  let line = add('P', '진위 확인', { y: top + 14, from: beside }, { ...small, face: 'bold' });
  line = add('P', `${publicUrl}/certificates`, { y: line, from: beside }, small);
  add('P', `번호 ${number} · 확인코드 ${certificate.code}`, { y: line, from: beside }, small);
  whole.end();
  doc.end();
  return buffer(doc);
}

/** A text in lines, ready to be drawn when its turn in the structure comes. */
function laidOut(doc: Doc, fonts: Fonts, text: string, place: Place, style: Style) {
  const { y, from = LEFT, to = RIGHT } = place;
  const { face = 'regular', size, leading = size * 1.6, align = 'left' } = style;
  const set = (line: string) =>
    fonts.pieces(line, face).map((piece) => {
      fonts.use(piece.face, size);
      return { ...piece, width: doc.widthOfString(piece.text) };
    });
  const widthOf = (line: string) => set(line).reduce((sum, { width }) => sum + width, 0);
  const lines = linesOf(text, to - from, widthOf);
  const draw = () =>
    lines.forEach((line, nth) => {
      let x = align === 'center' ? from + (to - from - widthOf(line)) / 2 : from;
      for (const piece of set(line)) {
        fonts.use(piece.face, size);
        doc.text(piece.text, x, y + nth * leading, { lineBreak: false, baseline: 'alphabetic' });
        x += piece.width;
      }
    });
  return { draw, next: y + lines.length * leading };
}

/** Two lines around the sheet: decoration, no part of what is read. */
function frame(doc: Doc): void {
  doc.markContent('Artifact', { type: 'Layout' });
  for (const [inset, width] of [
    [34, 2.5],
    [41, 0.75],
  ] as const) {
    doc
      .lineWidth(width)
      .rect(inset, inset, WIDTH - 2 * inset, HEIGHT - 2 * inset)
      .stroke('#1d3d73');
  }
  doc.endMarkedContent();
  doc.fillColor('#000');
}

/** A QR code (ISO/IEC 18004) in squares, its quiet zone around it. */
function qr(doc: Doc, text: string, left: number, top: number): void {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const side = QR / modules.size;
  for (let nth = 0; nth < modules.data.length; nth++) {
    if (!modules.data[nth]) continue;
    const [column, row] = [nth % modules.size, Math.floor(nth / modules.size)];
    doc.rect(left + column * side, top + row * side, side, side);
  }
  doc.fill('#000');
}

/** `2026. 11. 24.` */
const dayText = (day: string): string =>
  day
    .split('-')
    .map((part) => `${Number(part)}.`)
    .join(' ');

function periodText({ firstDay, lastDay }: Pick<Certificate, 'firstDay' | 'lastDay'>): string {
  return firstDay === lastDay ? dayText(firstDay) : `${dayText(firstDay)} ~ ${dayText(lastDay)}`;
}

/** `1시간 5분`; under a minute in seconds. */
function lengthText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const parts = [Math.floor(minutes / 60), minutes % 60].map((value, nth) =>
    value > 0 ? `${value}${nth === 0 ? '시간' : '분'}` : '',
  );
  return parts.filter(Boolean).join(' ') || `${Math.round(seconds)}초`;
}
