/**
 * What the app is made of, for the service worker: the parts that open without a network, and those that a kept
 * lecture needs besides. Staff work with a network. Pure.
 */
import { createHash } from 'node:crypto';

/** One file of the build, as the bundler tells of it. Names are relative to the build's folder. */
export type Part = {
  name: string;
  /** the source file behind a part that is loaded by itself, from `web/` on: `pages/my/my.tsx` */
  source: string | null;
  /** loaded with the page itself */
  isEntry: boolean;
  /** parts it cannot run without */
  imports: readonly string[];
  /** style sheets, and the files that they name */
  files: readonly string[];
};

/** Written into the service worker when it is built. */
export type Shell = {
  /** another one for every build that differs */
  version: string;
  /** address of the script that the page begins with */
  entry: string;
  /** addresses of what opens without a network */
  shell: readonly string[];
  /** and of what playing needs besides */
  player: readonly string[];
};

/** Pages for everybody, and words and parts of theirs: all words but those of the staff's pages. */
const FOR_EVERYBODY =
  /^((pages|offline|notes|frame)\/|i18n\/(?!studio|statistics|admin|captions|trim|files)[\w-]+\.ts)/;
const FOR_PLAYING = /^(pages\/lecture\/|player\/|i18n\/player\.ts)|\/hls\.js\//;

/** @param page the built page itself @param others addresses of files that are no part: icons, manifest */
export function shellOf(parts: readonly Part[], page: string, others: readonly string[]): Shell {
  const entry = parts.find(({ isEntry }) => isEntry);
  if (!entry) throw new Error('The build has no entry.');
  const wanted = (pattern: RegExp) => parts.filter(({ source }) => source !== null && pattern.test(source));
  const playing = wanted(FOR_PLAYING);
  const shell = withAll(parts, [entry, ...wanted(FOR_EVERYBODY).filter((part) => !playing.includes(part))]);
  const player = [...withAll(parts, playing)].filter((name) => !shell.has(name));
  const address = (name: string) => `/${name}`;
  const addresses = {
    shell: [...[...shell].sort().map(address), ...others],
    player: player.sort().map(address),
  };
  const version = createHash('sha256')
    .update(JSON.stringify(addresses))
    .update(page)
    .digest('hex')
    .slice(0, 16);
  return { version, entry: address(entry.name), ...addresses };
}

/** Names of parts, and of all that they need. */
function withAll(parts: readonly Part[], roots: readonly Part[]): Set<string> {
  const names = new Set<string>();
  const add = (part: Part | undefined) => {
    if (!part || names.has(part.name)) return;
    names.add(part.name);
    for (const file of part.files) names.add(file);
    for (const name of part.imports) add(parts.find((one) => one.name === name));
  };
  roots.forEach(add);
  return names;
}
