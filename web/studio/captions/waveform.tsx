/** The sound around the chosen cue, with the cues over it. All that a pointer does here, fields and keys do too. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Cue } from '../../../server/contract/captions.ts';
import { t } from '../../i18n/i18n.ts';
import type { Media } from '../../player/media.ts';
import { Button } from '../../ui/button.tsx';
import { clock } from '../../ui/format.ts';
import styles from './captions.module.css';
import { openPeaks } from './peaks.ts';
import { draw, edgeAt } from './waveform-drawing.ts';

/** Seconds that are shown, from near to far. */
const SPANS = [6, 15, 40] as const;

interface WaveformProps {
  /** playlist of the low-data sound; null = the lecture is silent */
  playlist: string | null;
  media: Media;
  cues: readonly Cue[];
  selected: Cue | null;
  onSelect: (id: string) => void;
  onTimes: (id: string, change: Partial<Pick<Cue, 'start' | 'end'>>) => void;
}

export function Waveform({ playlist, media, cues, selected, onSelect, onTimes }: WaveformProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [zoom, setZoom] = useState(1);
  const [from, setFrom] = useState(0);
  const [dragged, setDragged] = useState<'start' | 'end' | null>(null);
  const peaks = useMemo(() => (playlist ? openPeaks(playlist) : null), [playlist]);
  useEffect(() => () => peaks?.close(), [peaks]);
  const span = SPANS[zoom] ?? SPANS[1];
  const time = media.time.value;
  const known = peaks?.known.value;

  const show = (at: number) => setFrom(Math.max(0, at - span / 5));
  useEffect(() => {
    if (selected && (selected.start < from || selected.end > from + span)) show(selected.start);
  }, [selected?.id, span]);
  useEffect(() => {
    if (!media.paused.peek() && (time < from || time > from + span)) show(time);
  }, [time]);
  useEffect(() => peaks?.want(from, from + span), [peaks, from, span]);
  useEffect(() => {
    if (canvas.current) draw(canvas.current, { from, span, time, cues, selected, peaks });
  }, [from, span, time, cues, selected, known]);

  const timeAt = (event: PointerEvent) => {
    const box = canvas.current?.getBoundingClientRect();
    return box ? from + ((event.clientX - box.left) / box.width) * span : from;
  };
  function onPointerDown(event: PointerEvent): void {
    const at = timeAt(event);
    const width = canvas.current?.getBoundingClientRect().width ?? 1;
    const edge = selected && edgeAt(selected, at, (8 / width) * span);
    if (edge) {
      canvas.current?.setPointerCapture(event.pointerId);
      setDragged(edge);
      return;
    }
    const cue = cues.find((one) => one.start <= at && at < one.end);
    if (cue) onSelect(cue.id);
    media.seek(at);
  }

  if (!playlist) return <p class={styles.hint}>{t('captions.silent')}</p>;
  return (
    <div class={styles.wave}>
      <canvas
        ref={canvas}
        class={styles.canvas}
        role="img"
        aria-label={t('captions.waveform', { from: clock(from), to: clock(from + span) })}
        onPointerDown={onPointerDown}
        onPointerMove={(event) => {
          if (dragged && selected) onTimes(selected.id, { [dragged]: timeAt(event) });
        }}
        onPointerUp={() => setDragged(null)}
        onPointerCancel={() => setDragged(null)}
      />
      <div class={styles.row}>
        <Button size="small" onClick={() => setFrom(Math.max(0, from - span * 0.8))}>
          {t('captions.earlier')}
        </Button>
        <Button size="small" onClick={() => setFrom(from + span * 0.8)}>
          {t('captions.later')}
        </Button>
        <Button size="small" onClick={() => setZoom((zoom + 1) % SPANS.length)}>
          {t('captions.zoom', { seconds: span })}
        </Button>
      </div>
    </div>
  );
}
