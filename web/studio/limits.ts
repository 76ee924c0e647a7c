/** What may be uploaded, as the server says; asked for once on a page. */
import type { UploadLimits } from '../../server/contract/recordings.ts';
import { api } from '../api.ts';
import { type Load, useLoad } from '../load.ts';
import { bytes } from '../ui/format.ts';

export function useUploadLimits(): Load<UploadLimits> {
  return useLoad('upload-limits', (signal) => api.get<UploadLimits>('/api/upload-limits', {}, signal));
}

const bare = (extension: string) => extension.replace(/^\./u, '');

/** `MP4, MOV, MKV` */
function formatNames({ extensions }: UploadLimits): string {
  return extensions.map((extension) => bare(extension).toUpperCase()).join(', ');
}

/** The `accept` of a file input. */
export function acceptOf(limits: UploadLimits | undefined): string {
  return limits?.extensions.map((extension) => `.${bare(extension)}`).join(',') ?? 'video/*';
}

/** The limits as the words of a sentence need them. */
export function limitWords(limits: UploadLimits): { max: string; free: string; formats: string } {
  return { max: bytes(limits.maxBytes), free: bytes(limits.freeBytes), formats: formatNames(limits) };
}
