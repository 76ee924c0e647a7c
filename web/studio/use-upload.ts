/** Takes files into the queue; what cannot be uploaded is said at once. */
import { useState } from 'preact/hooks';
import type { UploadLimits } from '../../server/contract/recordings.ts';
import { t } from '../i18n/i18n.ts';
import { account } from '../session.ts';
import { bytes } from '../ui/format.ts';
import { limitWords } from './limits.ts';
import { objectionTo } from './upload/admit.ts';
import { ownItems } from './upload/dock.tsx';
import { isAsking, isOnItsWay } from './upload/item.ts';
import { addFiles, dismiss, giveFile } from './upload/queue.ts';

interface Upload {
  /** sentences about the files that were not taken; empty when all were */
  objections: readonly string[];
  /** queues the files; with a lecture the first of them replaces its recording */
  upload: (files: readonly File[], lectureId?: string) => Promise<void>;
}

/** While `limits` are not known every file is taken: the server has the last word anyway. */
export function useUpload(limits: UploadLimits | undefined): Upload {
  const [objections, setObjections] = useState<readonly string[]>([]);

  async function upload(files: readonly File[], lectureId?: string): Promise<void> {
    const accountId = account.value?.id;
    if (!accountId) return;
    const accepted: File[] = [];
    const refused: string[] = [];
    let reserved = ownItems().reduce(
      (sum, item) => sum + (item.step === 'send' ? item.bytes - item.sent : 0),
      0,
    );
    for (const file of lectureId === undefined ? files : files.slice(0, 1)) {
      const queued = ownItems().find((item) => isOnItsWay(item, file, lectureId));
      if (queued) {
        // The file that an upload waits for is welcome, however it comes.
        if (!(queued.fileMissing && (await giveFile(queued, file)))) {
          refused.push(t('studio.alreadyQueued', { name: queued.name }));
        }
        continue;
      }
      const objection = limits ? objectionTo(file, limits, reserved) : null;
      if (objection === null || !limits) {
        accepted.push(file);
        reserved += file.size;
      } else {
        const words = { name: file.name.normalize('NFC'), size: bytes(file.size), ...limitWords(limits) };
        refused.push(t(`studio.objection_${objection}`, words));
      }
    }
    setObjections(refused);
    try {
      if (lectureId !== undefined && accepted.length > 0) await dropAsked(lectureId);
      await addFiles(accepted, accountId, lectureId ?? null);
    } catch (error) {
      console.error(error);
      setObjections([...refused, t('studio.queueFailed')]);
    }
  }

  return { objections, upload };
}

/** Whoever picks another file has answered whether the one before is uploaded once more. */
async function dropAsked(lectureId: string): Promise<void> {
  for (const item of ownItems()) if (item.lectureId === lectureId && isAsking(item)) await dismiss(item.id);
}
