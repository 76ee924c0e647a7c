#!/usr/bin/env node
/**
 * Sets up what is missing, and does nothing when nothing is. No dependency and no TypeScript: this
 * runs before there are packages, on whatever Node (20 or newer) the machine happens to have.
 */
import { buildFrontEnd, frontEndIsStale } from './setup/front-end.mjs';
import { withLock } from './setup/lock.mjs';
import { fetchNginx, nginxIsMissing } from './setup/nginx.mjs';
import { fetchObjectStore, objectStoreIsMissing } from './setup/object-store.mjs';
import { installPackages, packagesAreMissing } from './setup/packages.mjs';
import { installTools, missingTools } from './setup/tools.mjs';
import { SetupError } from './setup/work.mjs';

const HELP = `Usage: node scripts/setup.mjs [--test | --dev | --s3 | --packages]

  (nothing)   packages, ffmpeg, and the front end: what \`npm start\` needs
  --test      the same, Chromium, a Korean font, an object store and nginx: what \`npm test\` needs
  --dev       packages and ffmpeg: what \`npm run dev\` needs
  --s3        packages and an object store: what \`npm run s3\` needs
  --packages  packages alone: what \`npm run check\` needs
`;

/** @typedef {{ needed: () => boolean | Promise<boolean>, work: () => Promise<void> }} Step */

/** @type {Step} */
const packages = { needed: packagesAreMissing, work: installPackages };
/** @type {Step} */
const frontEnd = { needed: frontEndIsStale, work: buildFrontEnd };
/** @type {Step} */
const objectStore = { needed: objectStoreIsMissing, work: fetchObjectStore };
/** @type {Step} */
const nginx = { needed: nginxIsMissing, work: fetchNginx };
/** @param {import('./setup/tools.mjs').Tool[]} wanted @returns {Step} */
const tools = (...wanted) => ({
  needed: async () => (await missingTools(wanted)).length > 0,
  work: async () => installTools(await missingTools(wanted)),
});

/** @type {Record<string, Step[]>} */
const PLANS = {
  // Tools first: a person who has to install one should not wait for the packages to hear of it.
  '': [tools('ffmpeg'), packages, frontEnd],
  '--test': [tools('ffmpeg', 'chromium', 'korean-font'), packages, frontEnd, objectStore, nginx],
  '--dev': [tools('ffmpeg'), packages],
  '--s3': [packages, objectStore],
  '--packages': [packages],
};

/** @param {string} option */
async function setUp(option) {
  if (option === '--help' || option === '-h') return void process.stdout.write(HELP);
  const plan = PLANS[option];
  if (!plan) throw new SetupError(`"${option}" is not known.\n\n${HELP}`);
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new SetupError(
      `Node ${process.versions.node}이(가) 너무 오래되었습니다 · Node 20 or newer is needed: https://nodejs.org`,
    );
  }
  if (process.platform === 'win32') {
    throw new SetupError('Windows에서는 WSL에서 실행하세요 · On Windows, run this inside WSL.');
  }
  for (const { needed, work } of plan) {
    if (!(await needed())) continue;
    // Asked again under the lock: another set-up may just have done it.
    await withLock(async () => {
      if (await needed()) await work();
    });
  }
}

try {
  await setUp(process.argv[2] ?? '');
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
