/** Programs and fonts of the system: ffmpeg to transcode; Chromium and a Korean font for the tests. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandsToRun, commandToType, systemFamily } from './system.mjs';
import { lastLines, outcome, SetupError, showing } from './work.mjs';

/** @typedef {import('./system.mjs').Tool} Tool */

/** Names under which a system may have Chromium. */
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome'];
const LEAST_FFMPEG = [5, 1];

/** @type {Record<Tool, string>} */
const NAMES = {
  ffmpeg: 'ffmpeg, ffprobe 5.1+ (libx264)',
  chromium: 'Chromium',
  'korean-font': '한글 글꼴 (Korean font)',
};

/** @type {Record<Tool, () => Promise<boolean>>} */
const PRESENT = {
  ffmpeg: async () => {
    const [ffmpeg, ffprobe] = await Promise.all([
      outcome(['ffmpeg', '-version']),
      outcome(['ffprobe', '-version']),
    ]);
    return isUsableFfmpeg(ffmpeg.output) && isRecentFfmpeg(ffprobe.output);
  },
  chromium: async () => {
    // Asked for its version: a name on PATH may be a placeholder that only says "install the snap".
    for (const name of BROWSERS) if ((await outcome([name, '--version'])).code === 0) return true;
    return false;
  },
  'korean-font': async () => {
    const { code, output } = await outcome(['fc-list', ':lang=ko', 'family']);
    return code === 0 && output.trim() !== '';
  },
};

/**
 * Whether what `ffmpeg -version` or `ffprobe -version` printed is 5.1 or newer. Builds from the
 * development branch carry a revision (`N-109000-g…`) or a date instead of a version, and are newer.
 * @param {string} output
 */
export function isRecentFfmpeg(output) {
  const version = /^ff(?:mpeg|probe) version (\S+)/m.exec(output)?.[1];
  if (!version) return false;
  if (/^(N-\d+|git-20[23]|20[23]\d-)/.test(version)) return true;
  const [, major, minor] = /^n?(\d+)\.(\d+)/.exec(version) ?? [];
  const [leastMajor = 0, leastMinor = 0] = LEAST_FFMPEG;
  return Number(major) > leastMajor || (Number(major) === leastMajor && Number(minor) >= leastMinor);
}

/**
 * A recent ffmpeg that can also encode H.264: some distributions ship one that cannot.
 * @param {string} output
 */
export function isUsableFfmpeg(output) {
  return isRecentFfmpeg(output) && output.includes('--enable-libx264');
}

/** @param {Tool[]} wanted @returns {Promise<Tool[]>} */
export async function missingTools(wanted) {
  const present = await Promise.all(wanted.map((tool) => PRESENT[tool]()));
  return wanted.filter((_, index) => !present[index]);
}

/**
 * Installs tools where set-up may do so itself.
 * @param {Tool[]} missing
 * @throws {SetupError} with the command to type where it may not, or when it did not work
 */
export async function installTools(missing) {
  const family = systemFamily(process.platform, osRelease());
  const who = { root: process.getuid?.() === 0 };
  const names = missing.map((tool) => NAMES[tool]).join(', ');
  const commands = commandsToRun(family, missing, who);
  let printed = '';
  if (commands.length > 0) {
    printed = await showing(`설치합니다 · Installing ${names}`, () => runAll(commands));
    if ((await missingTools(missing)).length === 0) return;
  }
  const still = await missingTools(missing);
  const command = commandToType(family, still, who);
  const what = still.map((tool) => NAMES[tool]).join(', ');
  const advice = command ?? 'https://ffmpeg.org/download.html, https://www.chromium.org';
  throw new SetupError(
    `${printed && `${lastLines(printed)}\n\n`}없습니다 · Missing: ${what}. 다음으로 설치하세요 · Install with:\n  ${advice}`,
  );
}

/**
 * @param {string[][]} commands
 * @returns {Promise<string>} what the last of them printed when it failed, otherwise nothing
 */
async function runAll(commands) {
  let last = '';
  for (const command of commands) {
    for (let tries = 0; tries < 20; tries++) {
      const { code, output } = await outcome(command, { env: { DEBIAN_FRONTEND: 'noninteractive' } });
      last = code === 0 ? '' : output;
      // Package lists can be locked by the system's own upgrades; apt waits for other locks itself.
      if (code === 0 || !/Could not get lock/.test(output)) break;
      await sleep(3000);
    }
  }
  return last;
}

function osRelease() {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch {
    return '';
  }
}
