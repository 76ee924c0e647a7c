import { useState } from 'preact/hooks';
import { t } from '../../i18n/i18n.ts';
import { TextField } from '../../ui/field.tsx';
import { parseTime, timeText } from './time-text.ts';

interface TimeFieldProps {
  /** whose time it is: what was typed for one does not count for the next */
  of: string;
  label: string;
  time: number;
  onTime: (time: number) => void;
}

/** A time counts when the field is left or Enter is pressed: half of one is none. Arrow keys move it by a tenth. */
export function TimeField({ of, label, time, onTime }: TimeFieldProps) {
  const [typed, setTyped] = useState({ of, text: '' });
  const text = typed.of === of ? typed.text : '';
  const forget = () => setTyped({ of, text: '' });
  const take = () => {
    const seconds = parseTime(text);
    if (seconds === null) return;
    if (seconds !== time) onTime(seconds);
    forget();
  };
  return (
    <TextField
      label={label}
      value={text || timeText(time)}
      error={text && parseTime(text) === null ? t('captions.timeWrong') : undefined}
      maxLength={14}
      inputMode="decimal"
      onText={(next) => setTyped({ of, text: next || ' ' })}
      onBlur={() => (text.trim() ? take() : forget())}
      onKeyDown={(event) => {
        if (event.altKey || event.ctrlKey || event.metaKey) return;
        const by = { ArrowUp: 0.1, ArrowDown: -0.1 }[event.key];
        if (event.key === 'Enter') take();
        else if (by !== undefined && !text) onTime(time + by);
        else return;
        event.preventDefault();
      }}
    />
  );
}
