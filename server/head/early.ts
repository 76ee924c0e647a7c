/** What a page needs next, named in its head: on a slow line every round trip that waits for a script counts. Pure. */

import type { Head } from './markup.ts';

/** Of Vite's manifest what is read here: by source file, what was built of it. */
export type BuildManifest = Readonly<
  Record<string, { file: string; imports?: readonly string[]; css?: readonly string[] }>
>;

const LECTURE = /^(\/lectures\/[0-9a-f-]{36})$/;
const SOURCE = 'pages/lecture/lecture.tsx';

/**
 * What a player brings after the page is not named: it would share the line with what the page itself waits for.
 * @returns elements
 */
export function earlyLinks({ path, image }: Pick<Head, 'path' | 'image'>, manifest: BuildManifest): string[] {
  const [, lecture] = LECTURE.exec(path) ?? [];
  if (!lecture)
    return image ? [`<link rel="preload" as="image" href="${image}" fetchpriority="high" />`] : [];
  const files = filesOf(SOURCE, manifest);
  return [
    ...(image ? [link('preload', image, 'image', 'high')] : []),
    ...[`/api${lecture}`, `/api${lecture}/playback`].map((href) => link('preload', href, 'fetch')),
    ...files.scripts.map((file) => link('modulepreload', `/${file}`)),
    ...files.styles.map((file) => link('preload', `/${file}`, 'style')),
  ];
}

// The browser takes what was asked for early only where the page asks in the same way: as fetch and `<video>` do.
const link = (rel: string, href: string, as?: string, priority?: 'high') =>
  `<link rel="${rel}"${as ? ` as="${as}"` : ''} crossorigin href="${href}"${priority ? ` fetchpriority="${priority}"` : ''} />`;

/** What is loaded with a source file, but for what the page itself names. */
function filesOf(source: string, manifest: BuildManifest) {
  const page = new Set(within('index.html', manifest));
  const names = within(source, manifest).filter((name) => !page.has(name));
  const parts = names.flatMap((name) => manifest[name] ?? []);
  return { scripts: parts.map(({ file }) => file), styles: parts.flatMap(({ css = [] }) => css) };
}

/** A source file and all that it imports at once, in the order of need. */
function within(source: string, manifest: BuildManifest, seen = new Set<string>()): string[] {
  if (seen.has(source)) return [];
  seen.add(source);
  return [source, ...(manifest[source]?.imports ?? []).flatMap((name) => within(name, manifest, seen))];
}
