/** Tags of WebVTT; any other `<` is a sign that somebody wrote. */
const TAG = /<\/?(?:b|i|u|c|v|ruby|rt|lang)(?:[.\s/][^<>\n]*)?>/gi;
const ESCAPED: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** The words of a cue as viewers read them, from what is edited. Pure. */
export const unmarked = (text: string): string =>
  text.replace(TAG, '').replace(/&(?:lt|gt|amp);/g, (found) => ESCAPED[found] ?? found);
