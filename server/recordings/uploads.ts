/** Resumable uploads: tus 1.0 on a staging folder, with a row of ours for owner and expiry. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { join } from 'node:path';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import type { AccountRow } from '../accounts/queries.ts';
import type { Context } from '../context.ts';
import { bodyOf, hasCode, Refusal, statusOf } from '../errors.ts';
import { deleteUpload, insertUpload, uploadOf } from './upload-queries.ts';

export const UPLOADS_PATH = '/api/uploads';
const EXPIRES_AFTER_MS = 7 * 86_400_000;

/** Where bytes wait until their upload is finished. */
const stagingFolder = (data: string): string => join(data, 'uploads');

/** The staged file of an upload. */
export const stagedFile = (data: string, uploadId: string): string => join(stagingFolder(data), uploadId);

/** The tus server, and a way to tell it who is asking. */
export function createTusServer(context: Context) {
  const { config, db, clock } = context;
  const asking = new AsyncLocalStorage<AccountRow>();
  const store = new FileStore({ directory: stagingFolder(config.data) });

  const server = new Server({
    path: UPLOADS_PATH,
    datastore: store,
    maxSize: config.uploadMaxBytes,
    relativeLocation: true,
    allowedOrigins: [],
    disableTerminationForFinishedUploads: true,
    namingFunction: () => crypto.randomUUID(),

    async onUploadCreate(_request, upload) {
      const account = asking.getStore();
      if (!account) throw new Refusal('sign_in_required');
      if (upload.size === undefined) {
        throw new Refusal('bad_request', [{ field: 'Upload-Length', message: 'required' }]);
      }
      const name = fileName(upload.metadata?.filename ?? '');
      const expiresAt = new Date(clock().getTime() + EXPIRES_AFTER_MS);
      await insertUpload(db, { id: upload.id, accountId: account.id, name, bytes: upload.size, expiresAt });
      return {};
    },

    /** Another account's upload is as good as none. */
    async onIncomingRequest(request, id) {
      if (request.method === 'POST') return;
      const account = asking.getStore();
      const upload = account && (await uploadOf(db, id, account.id));
      if (!upload) throw new Refusal('not_found');
      if (!upload.finishedAt && upload.expiresAt < clock()) throw new Refusal('gone');
      if (request.method === 'DELETE') await deleteUpload(db, id);
    },

    async onResponseError(_request, error) {
      if (!(error instanceof Error)) return;
      if (error instanceof Refusal) {
        return { status_code: statusOf(error.code), body: JSON.stringify(bodyOf(error.code, error.details)) };
      }
      if (!hasCode(error, 'ENOSPC', 'EDQUOT')) return;
      context.log.error({ err: error }, 'upload: the staging folder is full');
      return { status_code: statusOf('disk_full'), body: JSON.stringify(bodyOf('disk_full')) };
    },
  });

  return { server, store, asking };
}

/**
 * The name staff know the file by: composed Hangul, without folders.
 * @throws {Refusal} bad_request for no name or one over 255 bytes
 */
export function fileName(given: string): string {
  const name = (given.normalize('NFC').split(/[\\/]/).at(-1) ?? '').trim();
  if (name === '' || Buffer.byteLength(name) > 255) {
    throw new Refusal('bad_request', [{ field: 'filename', message: '1–255 bytes' }]);
  }
  return name;
}
