/** The storage: whether it takes, gives back and removes, and whether browsers may read from it. */
import { existsSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import type { Config } from '../../server/config.ts';
import { sourceKey, sourcePrefix } from '../../server/storage/keys.ts';
import { openStorage } from '../../server/storage/open.ts';
import { about, type Finding, reasonOf } from './finding.ts';

const WORDS = 'npm run doctor';
/** ms for a browser's request. */
const FETCH_MS = 10_000;

export async function lookAtStorage({ storage: settings, publicUrl }: Config): Promise<Finding[]> {
  const storage = about('저장소 · Storage');
  if (settings.kind === 'files' && !existsSync(settings.folder)) {
    return [storage.good('처음 시작할 때 만들어집니다.', 'It is made at the first start.')];
  }
  const store = openStorage(settings);
  const trial = crypto.randomUUID();
  const key = sourceKey(trial);
  try {
    await store.check();
    await store.put(key, WORDS, 'text/plain');
    if ((await text(await store.read(key))) !== WORDS) throw new Error('it gives back something else');
    const address = await store.publicUrl(key);
    const refused = address && (await whyRefused(address, new URL(publicUrl).origin));
    if (refused) {
      return [
        storage.bad(
          `브라우저가 영상을 읽을 수 없습니다(${refused}). MADANG_PUBLIC_URL과 S3_PUBLIC_URL을 확인하고 npm run storage:setup을 실행해 주세요.`,
          `Browsers cannot read from it (${refused}): check MADANG_PUBLIC_URL and S3_PUBLIC_URL, then npm run storage:setup.`,
        ),
      ];
    }
  } catch (error) {
    const why = reasonOf(error);
    return [storage.bad(`쓸 수 없습니다: ${why}`, `It cannot be used: ${why}`)];
  } finally {
    await store.deletePrefix(sourcePrefix(trial)).catch(() => {}); // said above, when it cannot be reached
  }
  const where = settings.kind === 's3' ? `${settings.endpoint}/${settings.bucket}` : settings.folder;
  return [storage.good(where, where)];
}

/** Why a page of the site could not read from an address; null when it could. */
async function whyRefused(address: string, origin: string): Promise<string | null> {
  try {
    const reply = await fetch(address, { headers: { origin }, signal: AbortSignal.timeout(FETCH_MS) });
    if (!reply.ok) return `HTTP ${reply.status}`;
    const allowed = reply.headers.get('access-control-allow-origin');
    return allowed === origin || allowed === '*' ? null : 'CORS';
  } catch (error) {
    return reasonOf(error);
  }
}
