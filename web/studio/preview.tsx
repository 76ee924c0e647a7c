/** A lecture's player within the studio, loaded when it is first asked for. */
import { useEffect } from 'preact/hooks';
import type { Playback } from '../../server/contract/playback.ts';
import { api } from '../api.ts';
import { useLoad } from '../load.ts';
import type { Media } from '../player/media.ts';
import { ErrorNote, Loading } from '../ui/notes.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

interface PreviewProps {
  lectureId: string;
  /** other words when there may be something else to play, or to show with it */
  version: string;
  title: string;
  /** what is asked and told of what plays */
  media: Media;
  /** seconds */
  start: number;
  /** told which recording plays */
  onPlayback: (playback: Playback) => void;
  /** told that `media` can be asked to play */
  onReady: () => void;
}

export function Preview({ lectureId, version, title, media, start, onPlayback, onReady }: PreviewProps) {
  const { data, error, reload } = useLoad(`${lectureId} ${version}`, async (signal) => {
    const playback = await api.get<Playback>(`/api/lectures/${lectureId}/playback`, {}, signal);
    const { Player } = await import('../player/player.tsx');
    onPlayback(playback);
    return { playback, Player };
  });
  useEffect(() => {
    if (data) onReady();
  }, [data]);
  if (error && !data) return <ErrorNote error={error} onRetry={reload} />;
  if (!data) {
    return (
      <>
        <Loading />
        <Skeleton height="32rem" />
      </>
    );
  }
  const { playback, Player } = data;
  return <Player title={title} playback={playback} media={media} start={{ at: start, resumed: false }} />;
}
