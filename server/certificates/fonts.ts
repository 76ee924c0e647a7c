/** The certificate's fonts, all under the SIL Open Font License, and which of them has a letter. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type PDFDocument from 'pdfkit';

const FILES = {
  /** every syllable of Hangul, and the Latin letters of English */
  regular: import.meta.resolve('@expo-google-fonts/nanum-myeongjo/400Regular/NanumMyeongjo_400Regular.ttf'),
  bold: import.meta.resolve('@expo-google-fonts/nanum-myeongjo/700Bold/NanumMyeongjo_700Bold.ttf'),
  /** what these lack: Hanja of names and titles, letters with accents */
  fallback: import.meta.resolve(
    '@expo-google-fonts/cactus-classical-serif/400Regular/CactusClassicalSerif_400Regular.ttf',
  ),
};
export type Face = keyof typeof FILES;
type Doc = InstanceType<typeof PDFDocument>;

/** What stands for a letter that no font has, as printers set it. */
const GETA = '〓';

/**
 * Nanum Myeongjo ends with its space, which has no outline: fontkit reads on for one, past the end of the file.
 * Ten bytes of none are there for it.
 */
const PADDING = Buffer.alloc(10);

/** A font's file; the fallback, 28 MB of it, is only asked for by letters that need it. */
function fontFile(face: Face): Buffer {
  return Buffer.concat([readFileSync(fileURLToPath(FILES[face])), PADDING]);
}

/** A document's fonts, each read once when it is first needed. */
export function fontsOf(doc: Doc) {
  const known = new Set<Face>();

  /** Sets the font of what is written next. @param size points */
  function use(face: Face, size?: number): void {
    if (!known.has(face)) doc.registerFont(face, fontFile(face));
    known.add(face);
    if (size === undefined) doc.font(face);
    else doc.font(face, size);
  }

  function has(face: Face, letter: string): boolean {
    use(face);
    // as pdfkit keeps it
    const { font } = (doc as unknown as { _font: { font: { hasGlyphForCodePoint(point: number): boolean } } })
      ._font;
    return font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0);
  }

  /** A text in pieces of one font each. */
  function pieces(text: string, face: Face): { face: Face; text: string }[] {
    const found: { face: Face; text: string }[] = [];
    for (const letter of text.normalize('NFC')) {
      const own = has(face, letter) ? face : 'fallback';
      const shown = own === 'fallback' && !has('fallback', letter) ? GETA : letter;
      const last = found.at(-1);
      if (last?.face === own) last.text += shown;
      else found.push({ face: own, text: shown });
    }
    return found;
  }

  return { use, pieces };
}
