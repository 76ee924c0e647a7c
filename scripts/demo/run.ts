import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';

/** Starts a program found on PATH, politely; every encode of the demo goes through here. */
export function start(program: string, args: string[]): ChildProcessWithoutNullStreams {
  return spawn('nice', ['-n', '5', program, ...args]);
}

/** What a started program wrote to stdout; throws with its last words when it fails. */
export async function output(child: ChildProcessWithoutNullStreams, name: string): Promise<Buffer> {
  const out: Buffer[] = [];
  let err = '';
  child.stdout.on('data', (data: Buffer) => out.push(data));
  child.stderr.on('data', (data: Buffer) => {
    err = (err + data.toString()).slice(-2000);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(`${name} ended with ${code}\n${err}`);
  return Buffer.concat(out);
}

/** Runs a program to its end and gives what it wrote. */
export function run(program: string, args: string[], input?: Buffer): Promise<Buffer> {
  const child = start(program, args);
  child.stdin.end(input);
  return output(child, program);
}
