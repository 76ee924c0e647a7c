/** A real S3 store for a test file: one that `S3_ENDPOINT` names, or else one of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasCeph, type ObjectStore, startCeph } from '../../scripts/s3/ceph.ts';
import { prepareBucket } from '../../server/storage/bucket.ts';
import type { S3Config } from '../../server/storage/s3.ts';

/** The store; null where there is none, and what needs one is skipped. */
export async function openS3(): Promise<ObjectStore | null> {
  const { S3_ENDPOINT: endpoint, S3_ACCESS_KEY_ID = '', S3_SECRET_ACCESS_KEY = '' } = process.env;
  if (endpoint) {
    const keys = { accessKeyId: S3_ACCESS_KEY_ID, secretAccessKey: S3_SECRET_ACCESS_KEY };
    return { endpoint, region: process.env.S3_REGION ?? 'us-east-1', ...keys, stop: async () => {} };
  }
  if (!hasCeph()) return null;
  const home = mkdtempSync(join(tmpdir(), 'madang-s3-'));
  const store = await startCeph(home);
  return {
    ...store,
    async stop() {
      await store.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Settings of a bucket of its own, which is not there yet. */
export const newBucket = ({ endpoint, region, accessKeyId, secretAccessKey }: ObjectStore): S3Config => ({
  ...{ kind: 's3', endpoint, region, accessKeyId, secretAccessKey, publicUrl: null },
  bucket: `madang-test-${crypto.randomUUID()}`,
});

/** A bucket of its own, ready for a site. @param origin of its pages */
export async function openBucket(store: ObjectStore, origin: string): Promise<S3Config> {
  const config = newBucket(store);
  await prepareBucket(config, origin);
  return config;
}

/** The same as the environment of a process. */
export const s3Env = ({ endpoint, region, bucket, accessKeyId, secretAccessKey }: S3Config) => ({
  S3_ENDPOINT: endpoint,
  S3_REGION: region,
  S3_BUCKET: bucket,
  S3_ACCESS_KEY_ID: accessKeyId,
  S3_SECRET_ACCESS_KEY: secretAccessKey,
});
