/** `npm run dev`: the platform with reload. Pages come from vite, the rest from API and worker. */
import { once } from 'node:events';
import { watch } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'vite';
import { runningText } from './platform/banner.ts';
import { script } from './platform/child.ts';
import { isHelp } from './platform/help.ts';
import { runPlatform } from './platform/run.ts';
import type { Supervised } from './platform/supervise.ts';

const PAGES = 'http://localhost:5173';
const SETTLE_MS = 150;

const HELP = `Usage: npm run dev

Runs the platform with reload: pages at ${PAGES}, API and worker behind them. Ctrl-C stops it.
`;

if (!isHelp(HELP)) {
  await runPlatform(
    async ({ url, api, worker }, { config, parts, say }) => {
      // As a part of our own server: alone, vite would end this process itself at SIGTERM.
      const pages = createHttpServer().listen(5173, 'localhost');
      await once(pages, 'listening');
      const proxy = { '/api': url, '/media': url };
      const vite = await createServer({ server: { middlewareMode: true, hmr: { server: pages }, proxy } });
      pages.on('request', vite.middlewares);
      parts.defer(async () => {
        await vite.close();
        pages.close();
      });
      for (const folder of ['server', 'transcode']) {
        const watcher = watch(
          script(folder),
          { recursive: true },
          restarting(folder === 'server' ? [api, worker] : [worker]),
        );
        parts.defer(() => watcher.close());
      }
      say(runningText(PAGES, config, process.cwd()));
    },
    // Requests carry the origin of vite's pages.
    { defaults: { MADANG_PUBLIC_URL: PAGES }, patient: true },
  );
}

/** Restarts once after a burst of changes: editors write a file in several steps. */
function restarting(programs: Supervised[]) {
  let timer: NodeJS.Timeout | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(() => Promise.all(programs.map((program) => program.restart())), SETTLE_MS);
  };
}
