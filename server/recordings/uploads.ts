/** Resumable uploads: tus 1.0 on a staging folder, with a row of ours for owner and expiry. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { MemoryLocker, Server } from '@tus/server';
import type { AccountRow } from '../accounts/account.ts';
import { requireManager } from '../accounts/may-manage.ts';
import type { Context } from '../context.ts';
import type { ErrorCode } from '../contract/errors.ts';
import { bodyOf, Refusal, statusOf } from '../errors.ts';
import { codeOf } from '../http/error-replies.ts';
import type { Hashing } from './hashing.ts';
import { freeBytes, StagingStore } from './staging.ts';
import { deleteUpload, insertUpload, uploadOf } from './upload-queries.ts';

export const UPLOADS_PATH = '/api/uploads';
/** The version of the protocol. */
export const TUS_RESUMABLE = '1.0.0';
const EXPIRES_AFTER_MS = 7 * 86_400_000;
/** Our codes of the statuses with which tus refuses; of all others it is what was sent that is wrong. */
const OF_PROTOCOL: Readonly<Record<number, ErrorCode>> = {
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  410: 'gone',
  413: 'too_large',
  // a disk that stalls: whoever sends goes on by themselves, and nothing was removed
  500: 'unavailable',
};

/** The tus server; what it refuses is said in our form, with its own words beside it. */
class UploadServer extends Server {
  override write(...[context, headers, status, body = '']: Parameters<Server['write']>) {
    if (status < 400) return super.write(context, headers, status, body);
    headers.set('content-type', 'application/json; charset=utf-8');
    if (body.startsWith('{')) return super.write(context, headers, status, body);
    const code = OF_PROTOCOL[status] ?? 'bad_request';
    const said = JSON.stringify(bodyOf(code, [{ field: 'tus', message: body.trim() }]));
    if (!/tus-resumable/i.test(body)) return super.write(context, headers, statusOf(code), said);
    // "the Server MUST respond with the 412 Precondition Failed status and MUST include the Tus-Version header"
    headers.set('Tus-Version', TUS_RESUMABLE);
    return super.write(context, headers, 412, said);
  }
}

/** The tus server with its parts, and a way to tell it who is asking. */
export function createTusServer(context: Context, hashing: Hashing) {
  const { config, db, clock } = context;
  const asking = new AsyncLocalStorage<AccountRow>();
  const store = new StagingStore(config.data, hashing);
  const locker = new MemoryLocker();

  const server = new UploadServer({
    path: UPLOADS_PATH,
    datastore: store,
    locker,
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
      const lectureId = lectureIn(upload.metadata?.lecture);
      // said now, and not after hours of sending
      if (lectureId !== null) await requireManager(db, account, lectureId);
      if (upload.size > (await freeBytes(config.data))) throw new Refusal('disk_full');
      const expiresAt = new Date(clock().getTime() + EXPIRES_AFTER_MS);
      const { id, size: bytes } = upload;
      await insertUpload(db, { id, accountId: account.id, lectureId, name, bytes, expiresAt });
      return {};
    },

    /** Another account's upload is as good as none. */
    async onIncomingRequest(request, id) {
      if (request.method === 'POST') return;
      const account = asking.getStore();
      const upload = account && (await uploadOf(db, id, account.id));
      if (!upload) throw new Refusal('not_found');
      if (!upload.finishedAt && upload.expiresAt < clock()) throw new Refusal('gone');
      if (request.method === 'DELETE') {
        await deleteUpload(db, id);
        hashing.forget(id);
      }
    },

    async onResponseError(_request, error) {
      if ('status_code' in error) return undefined;
      const code = codeOf(error);
      const status = statusOf(code);
      if (status >= 500) context.log.error({ err: error }, 'upload: request failed');
      return {
        status_code: status,
        body: JSON.stringify(bodyOf(code, error instanceof Refusal ? error.details : [])),
      };
    },
  });

  return { server, asking, store, locker };
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

/** The lecture that an upload says it is for; null when it says none. @throws {Refusal} bad_request */
function lectureIn(given: string | null | undefined): string | null {
  if (given == null) return null;
  if (!UUID.test(given)) throw new Refusal('bad_request', [{ field: 'lecture', message: 'a lecture’s id' }]);
  return given;
}
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
