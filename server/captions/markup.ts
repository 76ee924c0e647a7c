/**
 * A cue's text as WebVTT keeps it, and as people edit it: there `<` and `&` stand for themselves, and tags that WebVTT
 * knows are tags (W3C WebVTT, cue text). In a file other formats' tags are tags too; whoever types `<a>` means to show
 * it. Pure.
 */

const KNOWN = String.raw`\/?(?:b|i|u|c|v|ruby|rt|lang)`;
/** Tags of HTML, as SRT and SAMI files are written with, and the times within a cue. */
const FOREIGN = String.raw`\/?(?:font|s|strike|del|em|strong|span|p|div|sync|center|big|small|sub|sup|a|img|script|style|html|head|body|sami)|\d{1,3}:[\d:.]{1,20}`;
/** bounded, so that no text takes long to look through */
const REST = String.raw`(?:[.\s/][^<>\n]{0,200})?`;
const REFERENCE = '(?:[a-z][a-z0-9]*|#[0-9]+|#x[0-9a-f]+);';

const LINE_BREAK = /<br\s*\/?>/gi;
/** where SRT editors place a line: `{\an8}` */
const PLACE = /\{\\[^}]*\}/g;
const FOREIGN_TAG = new RegExp(`<(?:${FOREIGN})${REST}>`, 'gi');
/** A tag that stays, or what would be taken for the beginning of one, or of a character reference. */
const SPECIAL = new RegExp(`<${KNOWN}${REST}>|<|&(?!${REFERENCE})`, 'gi');
const ESCAPED = new RegExp(`&lt;(?!${KNOWN}${REST}(?:>|&gt;))|&gt;|&amp;(?!${REFERENCE})`, 'gi');

/** A file's text without the marks of other formats: WebVTT knows only its own. */
export const withoutForeignMarks = (text: string): string =>
  text.replace(LINE_BREAK, '\n').replace(PLACE, '').replace(FOREIGN_TAG, '');

/** As WebVTT keeps it: with whatever is no tag of its own escaped. What is kept so stays as it is. */
export const storedText = (text: string): string =>
  text.replace(SPECIAL, (found) => (found === '<' ? '&lt;' : found === '&' ? '&amp;' : found));

/** As people edit it: `storedText` of it says the same. What would become a tag stays escaped. */
export const editedText = (stored: string): string =>
  stored.replace(ESCAPED, (found) => ({ '&lt;': '<', '&gt;': '>' })[found.toLowerCase()] ?? '&');
