/** One part that is taken out: its times, and what can be done with it. */
import { t } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { TimeField } from '../captions/time-field.tsx';
import { timeText } from '../captions/time-text.ts';
import type { Cut, CutFault } from './cuts.ts';
import styles from './trim.module.css';

interface CutRowProps {
  cut: Cut;
  number: number;
  fault: CutFault | undefined;
  onChange: (change: Partial<Cut>) => void;
  /** null where nothing can be played */
  onWatch: (() => void) | null;
  onKeep: () => void;
}

export function CutRow({ cut, number, fault, onChange, onWatch, onKeep }: CutRowProps) {
  const name = t('trim.part', { number });
  return (
    <li>
      <fieldset class={styles.part}>
        <legend class={styles.legend}>{name}</legend>
        <div class={styles.times}>
          <TimeField
            of={`from ${cut.id}`}
            label={t('captions.start')}
            time={cut.from}
            onTime={(from) => onChange({ from: Math.max(0, from) })}
          />
          <TimeField
            of={`to ${cut.id}`}
            label={t('captions.end')}
            time={cut.to}
            onTime={(to) => onChange({ to: Math.max(0, to) })}
          />
        </div>
        <p class={fault ? styles.fault : styles.hint} role={fault && 'alert'}>
          {fault ? t(`trim.fault_${fault}`) : t('trim.partLength', { time: timeText(cut.to - cut.from) })}
        </p>
        <div class={styles.row}>
          {onWatch && (
            <Button size="small" aria-label={`${name}: ${t('trim.watchJoint')}`} onClick={onWatch}>
              {t('trim.watchJoint')}
            </Button>
          )}
          <Button size="small" look="text" aria-label={`${name}: ${t('trim.keepPart')}`} onClick={onKeep}>
            {t('trim.keepPart')}
          </Button>
        </div>
      </fieldset>
    </li>
  );
}
