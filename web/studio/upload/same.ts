/** Whether a file was uploaded before. */
import type { KnownRecordings } from '../../../server/contract/recordings.ts';
import type { UploadItem } from './item.ts';

type Known = KnownRecordings['items'][number];

/**
 * The lecture that has the file already, of those whose recordings are as long; null when none has. Hashes tell;
 * where one is missing the name has to.
 * @param sha256 null when the file could not be read
 */
export function sameFileIn(
  known: readonly Known[],
  { name }: Pick<UploadItem, 'name'>,
  sha256: string | null,
): UploadItem['same'] {
  const found = known.find((one) =>
    one.sha256 === null || sha256 === null ? one.name === name : one.sha256 === sha256,
  );
  if (!found) return null;
  const { lectureId, title, titleEn, inBin } = found;
  return { lectureId, title, titleEn, inBin };
}
