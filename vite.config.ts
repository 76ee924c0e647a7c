/** The front end's build: `web/` in, `dist/web/` out; in development the API answers behind the same origin. */
import { defineConfig } from 'vite';
import { installable } from './web/build/app.ts';
import { styleHashes } from './web/build/style-hashes.ts';
import { leanHls } from './web/player/hls-build.ts';

/** Where `npm start` runs the platform; `npm run dev` gives its own address instead. */
const api = 'http://127.0.0.1:3000';

export default defineConfig({
  root: 'web',
  publicDir: 'public',
  plugins: [leanHls(), styleHashes(), installable()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: { dedupe: ['preact'] },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // the server reads which files a page needs
    manifest: true,
    target: 'es2022',
    // Everything comes from files: the CSP allows no data: script, and a data: font or icon would swell the CSS.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api/': api, '/media/': api } },
});
