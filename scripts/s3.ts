/** `npm run s3`: a real S3 store on this machine, for development, until Ctrl-C. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isHelp } from './platform/help.ts';
import { StartError } from './platform/start-error.ts';
import { hasCeph, startCeph } from './s3/ceph.ts';

const HELP = `Usage: npm run s3

Runs an S3 store (Ceph, of Debian 12's packages) on this machine until Ctrl-C, and prints the settings with which
Madang uses it. What it holds is in memory, and gone when it stops.
`;

if (!isHelp(HELP)) {
  const home = mkdtempSync(join(tmpdir(), 'madang-s3-'));
  try {
    if (!hasCeph())
      throw new StartError('여기서는 Debian 12가 필요합니다 · Debian 12 on x86-64 is needed here.');
    const store = await startCeph(home);
    process.stdout.write(
      [
        `S3_ENDPOINT=${store.endpoint} S3_BUCKET=madang S3_ACCESS_KEY_ID=${store.accessKeyId} S3_SECRET_ACCESS_KEY=${store.secretAccessKey}`,
        '끝내려면 Ctrl-C · Press Ctrl-C to stop.\n',
      ].join('\n'),
    );
    await new Promise((settle) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, settle);
      setInterval(() => {}, 60_000);
    });
    await store.stop();
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
  process.exit();
}
