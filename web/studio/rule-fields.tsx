import { t } from '../i18n/i18n.ts';
import { TextField } from '../ui/field.tsx';
import type { RuleFaults, RuleForm } from './rule-form.ts';

interface RuleFieldsProps {
  form: RuleForm;
  faults: RuleFaults;
  onChange: (form: RuleForm) => void;
}

/** What completes a lecture: how much must be watched, and how long it must really play. */
export function RuleFields({ form, faults, onChange }: RuleFieldsProps) {
  return (
    <>
      <TextField
        id="rule-share"
        label={t('studio.ruleShare')}
        hint={t('studio.ruleShareHint')}
        required
        inputMode="decimal"
        maxLength={6}
        error={faults.share && t(`studio.${faults.share}`)}
        value={form.share}
        onText={(share) => onChange({ ...form, share })}
      />
      <TextField
        id="rule-elapsed"
        label={t('studio.ruleElapsed')}
        hint={t('studio.ruleElapsedHint')}
        required
        inputMode="decimal"
        maxLength={6}
        error={faults.elapsedShare && t(`studio.${faults.elapsedShare}`)}
        value={form.elapsedShare}
        onText={(elapsedShare) => onChange({ ...form, elapsedShare })}
      />
    </>
  );
}

/** @returns the id of the first field that is at fault, null when none is */
export function faultyField(faults: RuleFaults): string | null {
  return faults.share ? 'rule-share' : faults.elapsedShare ? 'rule-elapsed' : null;
}
