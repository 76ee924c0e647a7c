/** Whether a file may be uploaded at all, said before a byte is sent. */
import type { UploadLimits } from '../../../server/contract/recordings.ts';

export type Objection = 'empty' | 'extension' | 'too_large' | 'no_space';

/** Why a file cannot be uploaded; null when it can. `reservedBytes` are those of files already on their way. */
export function objectionTo(
  file: Pick<File, 'name' | 'size'>,
  limits: UploadLimits,
  reservedBytes = 0,
): Objection | null {
  const extension = /\.([^.]+)$/u.exec(file.name)?.[1]?.toLowerCase() ?? '';
  const accepted = limits.extensions.map((one) => one.replace(/^\./u, '').toLowerCase());
  if (!accepted.includes(extension)) return 'extension';
  if (file.size === 0) return 'empty';
  if (file.size > limits.maxBytes) return 'too_large';
  return file.size + reservedBytes > limits.freeBytes ? 'no_space' : null;
}
