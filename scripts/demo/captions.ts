import type { SpokenSentence } from './speech.ts';

const longestLine = { ko: 24, en: 46 };
const lingering = 0.35;
const apart = 0.04;

/**
 * WebVTT (W3C) of the spoken sentences: one cue each, at most two lines, none overlapping.
 * Throws when a sentence is too long for two lines or has no words in that language.
 */
export function captionTrack(sentences: SpokenSentence[], language: 'ko' | 'en'): string {
  const cues = sentences.map((sentence, index) => {
    const next = sentences[index + 1]?.start ?? Number.POSITIVE_INFINITY;
    const end = Math.min(sentence.end + lingering, next - apart);
    const text = language === 'ko' ? sentence.ko : sentence.en;
    if (!text) throw new Error(`no ${language} words for: ${sentence.ko}`);
    return `${index + 1}\n${clock(sentence.start)} --> ${clock(end)}\n${lines(text, longestLine[language])}\n`;
  });
  return `WEBVTT\n\n${cues.join('\n')}`;
}

/** The text on one line, or broken at the space that makes two lines most alike in length. */
function lines(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const breaks = [...text.matchAll(/ /g)].map((match) => match.index);
  const longer = (at: number) => Math.max(at, text.length - at - 1);
  const best = breaks.reduce((a, b) => (longer(b) < longer(a) ? b : a), breaks[0] ?? 0);
  if (longer(best) > longest) throw new Error(`too long for two lines of ${longest}: ${text}`);
  return `${text.slice(0, best)}\n${text.slice(best + 1)}`;
}

function clock(seconds: number): string {
  const ms = Math.round(seconds * 1000);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${String(ms % 1000).padStart(3, '0')}`;
}
