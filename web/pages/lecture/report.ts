/** What is played of a lecture, reported for as long as its page is open. */
import { useEffect } from 'preact/hooks';
import type { Watched } from '../../../server/contract/progress.ts';
import type { Media } from '../../player/media.ts';
import { listen } from '../../player/reporter/listen.ts';
import type { Playing } from './data.ts';

/** @param onWatched told what is watched by now */
export function useReport(
  lectureId: string,
  { recordingId, kept }: Playing,
  media: Media,
  onWatched: (watched: Watched) => void,
): void {
  const after = kept?.after;
  useEffect(() => {
    if (!media.video) return;
    const what = { lectureId, ...(recordingId && { recordingId }), ...(after && { after }) };
    return listen(media.video, media.failure, what, onWatched);
  }, [media, lectureId, recordingId, after]);
}
