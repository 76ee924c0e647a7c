/** The chosen cue: its times, its words, how fast it is to be read, and what can be done with it. */
import type { RefObject } from 'preact';
import type { Cue } from '../../../server/contract/captions.ts';
import type { CaptionLanguage } from '../../../server/contract/vocabulary.ts';
import { t } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/field.tsx';
import { number } from '../../ui/format.ts';
import styles from './captions.module.css';
import { ariaKeys, type EditorCommand } from './keys.ts';
import { fastestIn, type Problem, speedOf } from './problems.ts';
import { TimeField } from './time-field.tsx';

/** What stands under the words. */
const ACTIONS = ['playLine', 'split', 'merge', 'add', 'remove'] as const satisfies EditorCommand[];

interface CueFormProps {
  cue: Cue;
  place: { number: number; of: number };
  of: CaptionLanguage;
  problems: readonly Problem[];
  words: RefObject<HTMLTextAreaElement | null>;
  onChange: (change: Partial<Cue>) => void;
  onCommand: (command: EditorCommand) => void;
}

export function CueForm({ cue, place, of, problems, words, onChange, onCommand }: CueFormProps) {
  const speed = t('captions.speed', { speed: number(speedOf(cue, of), 1), most: fastestIn(of) });
  return (
    <fieldset class={styles.cue}>
      <legend class={styles.legend}>{t('captions.cue', place)}</legend>
      <div class={styles.times}>
        <TimeField
          of={cue.id}
          label={t('captions.start')}
          time={cue.start}
          onTime={(start) => onChange({ start })}
        />
        <Button size="small" aria-keyshortcuts={ariaKeys('startHere')} onClick={() => onCommand('startHere')}>
          {t('captions.startHere')}
        </Button>
        <TimeField of={cue.id} label={t('captions.end')} time={cue.end} onTime={(end) => onChange({ end })} />
        <Button size="small" aria-keyshortcuts={ariaKeys('endHere')} onClick={() => onCommand('endHere')}>
          {t('captions.endHere')}
        </Button>
      </div>
      <TextArea
        label={t('captions.words')}
        lang={of}
        rows={3}
        maxLength={2000}
        ref={words}
        value={cue.text}
        onText={(text) => onChange({ text })}
      />
      <p class={problems.length > 0 ? styles.problems : styles.hint}>
        {[speed, ...problems.map((problem) => t(`captions.problem_${problem}`))].join(' · ')}
      </p>
      <div class={styles.row}>
        {ACTIONS.map((command) => (
          <Button
            key={command}
            size="small"
            aria-keyshortcuts={ariaKeys(command)}
            // the place in the words where the pointer found them stays
            onMouseDown={(event: MouseEvent) => event.preventDefault()}
            onClick={() => onCommand(command)}
          >
            {t(`captions.do_${command}`)}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}
