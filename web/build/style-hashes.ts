/**
 * A Vite plugin: the hashes of the style sheets that media-chrome's elements write into their shadow roots, so that the
 * content security policy lets these in and no other (CSP level 3, §6.7.3.3). Each is what the element itself gives.
 */
import { createHash } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';

/** An element of media-chrome, as far as it is asked here; without a browser its module is harmless. */
type Element = { getTemplateHTML?: (attributes: object, properties: object) => string };

const ELEMENT = /media-chrome[\\/]dist[\\/]media-[\w-]+\.js$/;

/** What stands in a template's `<style>` elements. Pure. */
const stylesIn = (html: string): string[] =>
  [...html.matchAll(/<style[^>]*>(.*?)<\/style>/gs)].map(([, text = '']) => text);

export function styleHashes(): Plugin {
  return {
    name: 'madang:style-hashes',
    apply: 'build',
    async generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
      const found = new Set<string>();
      for (const id of modules.filter((id) => ELEMENT.test(id))) {
        const { default: element }: { default?: Element } = await import(pathToFileURL(id).href);
        for (const text of stylesIn(element?.getTemplateHTML?.({}, {}) ?? '')) {
          found.add(`'sha256-${createHash('sha256').update(text).digest('base64')}'`);
        }
      }
      if (found.size === 0) throw new Error('media-chrome has no styles: mend web/build/style-hashes.ts');
      const source = JSON.stringify([...found].sort());
      this.emitFile({ type: 'asset', fileName: '.vite/style-hashes.json', source });
    },
  };
}
