/** The import graph of the repository, read from its sources. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

export type Import = {
  /** path of the importing file, from the repository's root */
  from: string;
  /** path of a file of ours, or the name of a package */
  to: string;
  typeOnly: boolean;
};

/** Every source file of ours, as paths from the repository's root. */
export function sourceFiles(): string[] {
  const folders = ['server', 'shared', 'transcode', 'web', 'scripts', 'tests'];
  return folders.flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx,mjs,css,sh}`)).sort();
}

/** Imports and re-exports of a source text. Pure. */
export function importsOf(from: string, source: string): Import[] {
  const statement = /^\s*(import|export)\s+(type\s+)?([^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/gm;
  const dynamic = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;
  const resolved = (target: string) =>
    target.startsWith('.') ? normalize(join(dirname(from), target.replace(/\?.*$/, ''))) : target;
  const written = [...source.matchAll(statement)].map(([, , type, names, target = '']) => ({
    from,
    to: resolved(target),
    typeOnly: type !== undefined || onlyTypes(names),
  }));
  const called = [...source.matchAll(dynamic)].map(([, target = '']) => ({
    from,
    to: resolved(target),
    typeOnly: false,
  }));
  return [...written, ...called];
}

/** True for `{ type A, type B } from`. */
function onlyTypes(names: string | undefined): boolean {
  const listed = /^\s*\{([^}]*)\}\s*from\s+$/.exec(names ?? '')?.[1];
  if (listed === undefined) return false;
  const each = listed.split(',').filter((name) => name.trim() !== '');
  return each.length > 0 && each.every((name) => name.trim().startsWith('type '));
}

/** Every import of every source file. */
export function allImports(): Import[] {
  return sourceFiles()
    .filter((file) => /\.(ts|tsx)$/.test(file))
    .flatMap((file) => importsOf(file, readFileSync(file, 'utf8')));
}
