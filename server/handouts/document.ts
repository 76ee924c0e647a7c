/** Whether a file is the document that its name says. It is looked at, and never opened as one. */
import { open } from 'node:fs/promises';
import { openPromise } from 'yauzl';
import { HANDOUT_EXTENSIONS, type HandoutExtension } from '../contract/handouts.ts';

/** How each begins; of archives also a part that they must have. */
type Signature = { type: string; starts: Buffer; part?: string };

const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const ZIP = Buffer.from('PK\u0003\u0004');
const JPEG: Signature = { type: 'image/jpeg', starts: Buffer.from('ffd8ff', 'hex') };
const office = (name: string, part: string): Signature => ({
  type: `application/vnd.openxmlformats-officedocument.${name}`,
  starts: ZIP,
  part,
});
const openDocument = (name: string): Signature => ({
  type: `application/vnd.oasis.opendocument.${name}`,
  starts: ZIP,
  part: 'META-INF/manifest.xml',
});

const SIGNATURES: Record<HandoutExtension, Signature> = {
  pdf: { type: 'application/pdf', starts: Buffer.from('%PDF-') },
  hwp: { type: 'application/x-hwp', starts: OLE },
  hwpx: { type: 'application/hwp+zip', starts: ZIP, part: 'Contents/content.hpf' },
  ppt: { type: 'application/vnd.ms-powerpoint', starts: OLE },
  doc: { type: 'application/msword', starts: OLE },
  xls: { type: 'application/vnd.ms-excel', starts: OLE },
  pptx: office('presentationml.presentation', 'ppt/presentation.xml'),
  docx: office('wordprocessingml.document', 'word/document.xml'),
  xlsx: office('spreadsheetml.sheet', 'xl/workbook.xml'),
  odt: openDocument('text'),
  odp: openDocument('presentation'),
  ods: openDocument('spreadsheet'),
  jpg: JPEG,
  jpeg: JPEG,
  png: { type: 'image/png', starts: Buffer.from('89504e470d0a1a0a', 'hex') },
};
/** Programs within documents of today's Office. */
const MACROS = /vbaProject\.bin$/i;
/** Parts of an archive that are looked through. */
const MOST_PARTS = 10_000;

/** By the end of a file's name; null when such files are not taken. Pure. */
export function extensionOf(name: string): HandoutExtension | null {
  const end = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  return HANDOUT_EXTENSIONS.find((extension) => extension === end) ?? null;
}

/** Type of a document by RFC 6838. Pure. */
export const typeOf = (extension: HandoutExtension): string => SIGNATURES[extension].type;

/** Whether the bytes of a file are those of such a document, without programs in it. */
export async function isDocument(path: string, extension: HandoutExtension): Promise<boolean> {
  const { starts, part } = SIGNATURES[extension];
  const head = await headOf(path, starts.length);
  return head.equals(starts) && (part === undefined || hasPart(path, part));
}

async function headOf(path: string, length: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function hasPart(path: string, part: string): Promise<boolean> {
  try {
    const archive = await openPromise(path, { lazyEntries: true });
    try {
      if (archive.entryCount > MOST_PARTS) return false;
      let found = false;
      for await (const { fileName } of archive.eachEntry()) {
        if (MACROS.test(fileName)) return false;
        if (fileName === part) found = true;
      }
      return found;
    } finally {
      archive.close();
    }
  } catch {
    return false; // an archive that cannot be read is no document, whatever is wrong with it
  }
}
