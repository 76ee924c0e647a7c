/** Makes recordings/, captions/ and chapters.ts. Arguments: slugs of lectures, none for all. */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { captionTrack } from './captions.ts';
import { chapters, type DemoChapter } from './chapters.ts';
import { type DemoLecture, demoCourses, demoLectures } from './content.ts';
import { scripts } from './lectures/index.ts';
import { drawPresenter, drawSlides, openBrowser } from './pictures.ts';
import { loop } from './presenter.ts';
import type { Script } from './script.ts';
import { slidePages } from './slides.ts';
import { speak } from './speech.ts';
import { encode } from './video.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const wanted = process.argv.slice(2);
const made: Record<string, DemoChapter[]> = { ...chapters };

const browser = await openBrowser();
try {
  for (const lecture of demoLectures) {
    const script = scripts[lecture.slug];
    if (!script) throw new Error(`no script for ${lecture.slug}`);
    if (wanted.length === 0 || wanted.includes(lecture.slug))
      made[lecture.slug] = await make(lecture, script);
  }
} finally {
  await browser.close();
}
await writeFile(here('chapters.ts'), chaptersModule(made));

async function make(lecture: DemoLecture, script: Script): Promise<DemoChapter[]> {
  const scale = script.height / 1080;
  const course = demoCourses.find(({ slug }) => slug === lecture.courseSlug)?.title ?? '';
  const speech = await speak(script.slides, script.voice, loop.fps);
  const slides = await drawSlides(browser, slidePages(script, { ...lecture, course }), scale);
  const presenter = await drawPresenter(browser, script.figure, scale);
  await encode(here(`recordings/${lecture.recording}`), slides, presenter, speech, scale);
  await writeFile(here(`captions/${lecture.captions.ko}`), captionTrack(speech.sentences, 'ko'));
  if (lecture.captions.en) {
    await writeFile(here(`captions/${lecture.captions.en}`), captionTrack(speech.sentences, 'en'));
  }
  console.log(`${lecture.slug}: ${speech.duration} s, ${slides.length} slides`);
  return script.slides.flatMap(({ chapter }, index) => {
    const start = speech.slideStarts[index] ?? 0;
    return chapter ? [{ start, title: chapter.ko, titleEn: chapter.en }] : [];
  });
}

function chaptersModule(bySlug: Record<string, DemoChapter[]>): string {
  const quoted = (text: string) => `'${text.replaceAll("'", "\\'")}'`;
  const one = ({ start, title, titleEn }: DemoChapter) =>
    `    { start: ${start}, title: ${quoted(title)}, titleEn: ${quoted(titleEn)} },\n`;
  const all = demoLectures.map(
    ({ slug }) => `  ${quoted(slug)}: [\n${(bySlug[slug] ?? []).map(one).join('')}  ],\n`,
  );
  return `// Written by make.ts from the times of the speech; do not edit.
export type DemoChapter = { start: number; title: string; titleEn: string };

export const chapters = {
${all.join('')}} satisfies Record<string, DemoChapter[]>;
`;
}
