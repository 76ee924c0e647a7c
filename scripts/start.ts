/** `npm start`: the whole platform on this machine. */
import { runningText } from './platform/banner.ts';
import { startDemo } from './platform/demo.ts';
import { isHelp } from './platform/help.ts';
import { runPlatform } from './platform/run.ts';

const HELP = `Usage: npm start

Sets up what is missing and runs the platform: database, API and worker. Ctrl-C stops it.
Settings are environment variables such as MADANG_PORT and MADANG_DATA; README lists them.
`;

if (!isHelp(HELP)) {
  await runPlatform((platform, running) => {
    const { config, say } = running;
    say(runningText(platform.url, config, process.cwd()));
    if (config.demo && config.databaseUrl === null) startDemo(platform, running);
  });
}
