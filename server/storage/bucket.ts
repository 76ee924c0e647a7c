/** The bucket itself: made, and opened to the site's own pages. */
import {
  BucketAlreadyOwnedByYou,
  CreateBucketCommand,
  HeadBucketCommand,
  NotFound,
  PutBucketCorsCommand,
} from '@aws-sdk/client-s3';
import { openClient, type S3Config, wrongSetting } from './s3.ts';

/** Seconds a browser may remember the answer. */
const REMEMBERED = 3600;

/**
 * Makes the bucket unless it is there, and lets pages of the site read from it: the player fetches segments by address.
 * @param publicUrl address of the site
 * @throws {ConfigError} when the store refuses the keys
 */
export async function prepareBucket(config: S3Config, publicUrl: string): Promise<void> {
  const client = openClient(config);
  const { bucket: Bucket } = config;
  const rule = {
    AllowedOrigins: [new URL(publicUrl).origin],
    AllowedMethods: ['GET', 'HEAD'],
    AllowedHeaders: ['*'],
    ExposeHeaders: ['Content-Length', 'Content-Range', 'ETag'],
    MaxAgeSeconds: REMEMBERED,
  };
  try {
    const isThere = await client.send(new HeadBucketCommand({ Bucket })).then(
      () => true,
      (error: unknown) => {
        if (error instanceof NotFound) return false;
        throw error;
      },
    );
    if (!isThere) await client.send(new CreateBucketCommand({ Bucket })).catch(unlessOwned);
    await client.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules: [rule] } }));
  } catch (cause) {
    throw wrongSetting(cause, Bucket) ?? cause;
  } finally {
    client.destroy();
  }
}

/** Made by somebody else in the same moment, with the same keys. */
function unlessOwned(error: unknown): void {
  if (!(error instanceof BucketAlreadyOwnedByYou)) throw error;
}
