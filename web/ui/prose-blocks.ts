/** What administrators write, in its parts: paragraphs, lists, and addresses within them. No HTML is read. Pure. */

export type Piece = { text: string; href?: string };
export type Block = { kind: 'paragraph' | 'list'; lines: Piece[][] };

const ITEM = /^\s*[-•]\s+/;
/** Up to what can be in no address, or ends the sentence that it stands in. */
const ADDRESS = /https?:\/\/[^\s<>"'’”」)]*[^\s<>"'’”」).,;:!?]/g;

/** Lines that begin with `- ` are a list; empty lines part paragraphs, whose own lines stay apart. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open = null as Block | null;
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') {
      open = null;
      continue;
    }
    const kind = ITEM.test(line) ? 'list' : 'paragraph';
    if (open?.kind !== kind) {
      open = { kind, lines: [] };
      blocks.push(open);
    }
    open.lines.push(piecesOf(line.replace(ITEM, '').trim()));
  }
  return blocks;
}

function piecesOf(line: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { 0: address, index } of line.matchAll(ADDRESS)) {
    if (index > at) pieces.push({ text: line.slice(at, index) });
    pieces.push(URL.canParse(address) ? { text: address, href: address } : { text: address });
    at = index + address.length;
  }
  if (at < line.length) pieces.push({ text: line.slice(at) });
  return pieces;
}
