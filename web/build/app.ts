/**
 * A Vite plugin: what makes the site an app that can be installed. Its icons are drawn from the mark, and its service
 * worker is built last, because it names all other files.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin, type ResolvedConfig, type Rolldown } from 'vite';
import { drawn, markOf } from './mark.ts';
import { pngOf } from './png.ts';
import { type Part, type Shell, shellOf } from './shell.ts';

const ICONS = [
  { name: 'icons/192.png', size: 192, maskable: false },
  { name: 'icons/512.png', size: 512, maskable: false },
  { name: 'icons/maskable-512.png', size: 512, maskable: true },
  // what iPhones put on the home screen: they round it off themselves
  { name: 'icons/apple-touch.png', size: 180, maskable: true },
];
const OTHERS = ['/manifest.webmanifest', '/icon.svg', '/icons/192.png'];

export function installable(): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'madang:installable',
    apply: 'build',
    configResolved(resolved) {
      config = resolved;
    },
    generateBundle() {
      const mark = markOf(readFileSync(join(config.publicDir, 'icon.svg'), 'utf8'));
      for (const { name, size, maskable } of ICONS) {
        const source = pngOf(drawn(mark, size, maskable), size);
        this.emitFile({ type: 'asset', fileName: name, source });
      }
    },
    async writeBundle(_, bundle) {
      const page = bundle['index.html'];
      if (page?.type !== 'asset') throw new Error('The build has no page.');
      await buildWorker(config, shellOf(partsOf(bundle, config.root), String(page.source), OTHERS));
    },
  };
}

function partsOf(bundle: Rolldown.OutputBundle, root: string): Part[] {
  return Object.values(bundle).flatMap((file) => {
    if (file.type !== 'chunk') return [];
    const { importedCss = [], importedAssets = [] } = file.viteMetadata ?? {};
    return {
      name: file.fileName,
      source: file.facadeModuleId?.replace(`${root}/`, '') ?? null,
      isEntry: file.isEntry,
      imports: file.imports,
      files: [...importedCss, ...importedAssets],
    };
  });
}

/** One file without imports, at the top: a service worker is for what lies beside and below it. */
function buildWorker({ root, build: { outDir, target } }: ResolvedConfig, shell: Shell) {
  return build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'warn',
    define: { SHELL: JSON.stringify(shell) },
    build: {
      outDir,
      emptyOutDir: false,
      target,
      modulePreload: false,
      rolldownOptions: {
        input: join(root, 'offline/service-worker.ts'),
        output: { format: 'iife', entryFileNames: 'sw.js' },
      },
    },
  });
}
