import { useState } from 'preact/hooks';
import type { Lecture } from '../../server/contract/lectures.ts';
import type { RungList } from '../../server/contract/playback.ts';
import { api } from '../api.ts';
import { t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { Button } from '../ui/button.tsx';
import { bytes } from '../ui/format.ts';
import { ErrorNote, Loading } from '../ui/notes.tsx';
import { type Keeping, keep } from './keep.ts';
import { lookAround, obstacleTo } from './obstacle.ts';
import styles from './offline.module.css';

/** Enough for a lecture on a small screen. */
const USUAL_HEIGHT = 480;

interface KeepChoiceProps {
  lecture: Lecture;
  /** why the last try stopped */
  failure: Keeping['failure'];
}

/** Why the last try stopped, if it did, and what to try. */
export function KeepChoice({ lecture, failure }: KeepChoiceProps) {
  return (
    <div class={styles.parts}>
      {failure && (
        <p class={styles.why} role="alert">
          {t(`offline.failed_${failure}`)}
        </p>
      )}
      <Rungs lecture={lecture} />
    </div>
  );
}

/** Which rung of a lecture is to be kept, how large each is, or why none can be. */
function Rungs({ lecture }: { lecture: Lecture }) {
  const place = useLoad('place', lookAround).data;
  const rungs = useLoad(lecture.id, (signal) =>
    api.get<RungList>(`/api/lectures/${lecture.id}/rungs`, {}, signal),
  );
  const [asked, setAsked] = useState<string | null>(null);
  if (rungs.error) return <ErrorNote error={rungs.error} onRetry={rungs.reload} />;
  if (!rungs.data || !place) return <Loading />;
  const { items } = rungs.data;
  const usual = items.find(({ height }) => height <= USUAL_HEIGHT) ?? items.at(-1);
  const chosen = items.find(({ name }) => name === asked) ?? usual;
  const obstacle = obstacleTo(place, chosen?.bytes ?? 0);
  return (
    <>
      <fieldset class={styles.choices}>
        <legend>{t('offline.choose')}</legend>
        {items.map(({ name, height, bytes: size }) => (
          <label key={name} class={styles.choice}>
            <input type="radio" name="rung" checked={name === chosen?.name} onChange={() => setAsked(name)} />
            {t('offline.size', { rung: height, size: bytes(size) })}
          </label>
        ))}
      </fieldset>
      {place.free !== null && <p class={styles.numbers}>{t('offline.free', { size: bytes(place.free) })}</p>}
      <p class={styles.note}>{t('offline.what')}</p>
      <div role="status">{obstacle && <p class={styles.why}>{t(`offline.why_${obstacle}`)}</p>}</div>
      {!obstacle && chosen && (
        <div>
          <Button look="primary" onClick={() => void keep(lecture, chosen)}>
            {t('offline.keep')}
          </Button>
        </div>
      )}
    </>
  );
}
