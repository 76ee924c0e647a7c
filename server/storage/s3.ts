/** Storage in a bucket of an S3-compatible store. */
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  NotFound,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { ConfigError, type StorageConfig } from '../config.ts';
import { type ByteRange, ObjectMissing, type Storage, type StoredObject } from './storage.ts';

/** Seconds a presigned address may be used. */
const SIGNED_SECONDS = 300;
/** ms after which a store that cannot be reached, or says nothing in the middle, is taken for away. */
const CONNECT_MS = 10_000;
const SILENT_MS = 60_000;
/** ms after which it does not count as usable. */
const CHECK_MS = 3_000;

/** Settings of a store that is not this machine's disk. */
export type S3Config = Extract<StorageConfig, { kind: 's3' }>;

/** Path-style addresses and checksums only where required: what stores besides Amazon's understand. */
export const openClient = ({ endpoint, region, accessKeyId, secretAccessKey }: S3Config): S3Client =>
  new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
    requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: SILENT_MS },
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });

export function s3Storage(config: S3Config): Storage {
  const { bucket: Bucket, publicUrl } = config;
  const client = openClient(config);

  const upload = async (Key: string, Body: Readable | string | Uint8Array, ContentType: string) => {
    await new Upload({ client, params: { Bucket, Key, Body, ContentType } }).done();
  };

  async function read(key: string, range?: ByteRange): Promise<Readable> {
    try {
      const Range = range && `bytes=${range.start}-${range.end}`;
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: key, Range }));
      return Body as Readable;
    } catch (cause) {
      if (cause instanceof NoSuchKey) throw new ObjectMissing(key, { cause });
      throw cause;
    }
  }

  async function* list(prefix: string): AsyncIterable<StoredObject> {
    let ContinuationToken: string | undefined;
    do {
      const page = await client.send(new ListObjectsV2Command({ Bucket, Prefix: prefix, ContinuationToken }));
      for (const { Key, Size = 0, LastModified = new Date() } of page.Contents ?? []) {
        if (Key) yield { key: Key, bytes: Size, storedAt: LastModified };
      }
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken);
  }

  return {
    read,
    list,
    async check() {
      try {
        await client.send(new HeadBucketCommand({ Bucket }), { abortSignal: AbortSignal.timeout(CHECK_MS) });
      } catch (cause) {
        throw wrongSetting(cause, Bucket) ?? cause;
      }
    },

    putFile: (key, path, contentType) => upload(key, createReadStream(path), contentType),
    put: upload,
    async moveFile(key, path, contentType) {
      await upload(key, createReadStream(path), contentType);
      await rm(path);
    },

    async head(key) {
      try {
        const { ContentLength, ContentType } = await client.send(new HeadObjectCommand({ Bucket, Key: key }));
        return { bytes: ContentLength ?? 0, contentType: ContentType ?? 'application/octet-stream' };
      } catch (error) {
        if (error instanceof NotFound) return null;
        throw error;
      }
    },

    localPath: () => null,

    async publicUrl(key) {
      if (publicUrl) return `${publicUrl}/${key}`;
      return getSignedUrl(client, new GetObjectCommand({ Bucket, Key: key }), { expiresIn: SIGNED_SECONDS });
    },

    async deletePrefix(prefix) {
      const keys: string[] = [];
      for await (const { key } of list(prefix)) keys.push(key);
      // DeleteObjects takes at most 1,000 keys a call.
      for (let first = 0; first < keys.length; first += 1000) {
        const Objects = keys.slice(first, first + 1000).map((Key) => ({ Key }));
        await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
      }
    },
  };
}

/** What in the settings a store has refused; null when it refused nothing. */
export function wrongSetting(cause: unknown, bucket: string): ConfigError | null {
  const status = cause instanceof S3ServiceException ? cause.$metadata.httpStatusCode : undefined;
  if (status === 404)
    return new ConfigError(
      `S3_BUCKET: 버킷이 없습니다. 만들기: npm run storage:setup · There is no bucket "${bucket}". To make it: npm run storage:setup`,
    );
  if (status === 403)
    return new ConfigError(
      `S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY: 저장소가 거절했습니다 · The store refuses them for the bucket "${bucket}".`,
    );
  return null;
}
