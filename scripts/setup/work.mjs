/** Where the clone is, and how set-up runs other programs: quietly, unless they fail. */
import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this clone. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Something a person has to do before Madang can run; the message says what. */
export class SetupError extends Error {}

/**
 * PATH without the clone's own `node_modules/.bin`. npm puts that first, but what replaces the
 * packages must not run on the Node that lies among them.
 * @param {string} path
 */
export function pathOutsidePackages(path) {
  return path
    .split(':')
    .filter((folder) => !folder.endsWith('node_modules/.bin'))
    .join(':');
}

/**
 * Runs a program to its end.
 * @param {string[]} command program and arguments
 * @param {{ outsidePackages?: boolean, env?: Record<string, string> }} [options]
 * @returns {Promise<{ code: number | null, output: string }>} its exit code (null: it could not be
 *   started, or a signal ended it), and all it printed
 */
export function outcome([program = '', ...args], { outsidePackages = false, env = {} } = {}) {
  const path = process.env.PATH ?? '';
  return new Promise((settle) => {
    let output = '';
    const child = spawn(program, args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PATH: outsidePackages ? pathOutsidePackages(path) : path, ...env },
    });
    const keep = (/** @type {Buffer} */ part) => {
      output += part.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => settle({ code: null, output: error.message }));
    child.on('close', (code) => settle({ code, output }));
  });
}

/**
 * Shows one line while work goes on: with the seconds on a terminal, just the line elsewhere.
 * @template T
 * @param {string} line
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function showing(line, work) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  process.stdout.write(`${line}…`);
  const tick = process.stdout.isTTY
    ? setInterval(() => process.stdout.write(`\r${line}… ${seconds()} s`), 1000)
    : undefined;
  try {
    return await work();
  } finally {
    clearInterval(tick);
    process.stdout.write(process.stdout.isTTY ? `\r${line}: ${seconds()} s\n` : ` ${seconds()} s\n`);
  }
}

/**
 * The end of what a failed program printed, without the addresses of package mirrors: they can be a
 * company's own, and such output is often passed on.
 * @param {string} output
 */
export function lastLines(output, lines = 15) {
  const end = output.trimEnd().split('\n').slice(-lines).join('\n');
  return end.replace(/(https?:\/\/)[^\s/]+/g, '$1…');
}
