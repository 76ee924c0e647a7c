/** `npm run storage:setup`: makes the bucket ready for this site. */
import { ConfigError, parseConfig, readEnv } from '../server/config.ts';
import { prepareBucket } from '../server/storage/bucket.ts';
import { isHelp } from './platform/help.ts';
import { sentenceFor } from './platform/start-error.ts';

const HELP = `Usage: npm run storage:setup

Makes the bucket of S3_BUCKET when it is not there, and lets pages of MADANG_PUBLIC_URL read from it (CORS).
Safe to run at any time, also twice.
`;

if (!isHelp(HELP)) {
  try {
    const { storage, publicUrl } = parseConfig(readEnv());
    if (storage.kind !== 's3') throw new ConfigError('S3_ENDPOINT: required here.');
    await prepareBucket(storage, publicUrl);
    process.stdout.write(`버킷을 쓸 수 있습니다 · The bucket can be used: ${storage.bucket}\n`);
  } catch (error) {
    const sentence = sentenceFor(error, '');
    if (sentence === null) throw error;
    process.stderr.write(`${sentence}\n`);
    process.exitCode = 1;
  }
}
