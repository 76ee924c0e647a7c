/** 대상 and 시·군: what somebody may say of themselves, if they like: statistics count by it, and some lectures are for one audience. */
import type { Audience, Region } from '../../../server/contract/vocabulary.ts';
import { t } from '../../i18n/i18n.ts';
import { regionName, regionsOfMenu } from '../../i18n/regions.ts';
import { AUDIENCE_ORDER, audienceName } from '../../i18n/vocabulary.ts';
import { Select } from '../../ui/field.tsx';
import styles from './trait-fields.module.css';

/** Empty where nothing is said. */
export interface Traits {
  audience: Audience | '';
  region: Region | '';
}

interface TraitFieldsProps {
  traits: Traits;
  onChoose: (traits: Traits) => void;
}

export function TraitFields({ traits, onChoose }: TraitFieldsProps) {
  const unsaid = { value: '' as const, label: t('pages.unsaid') };
  // Lectures are for everyone; nobody is everyone.
  const audiences = AUDIENCE_ORDER.filter((audience) => audience !== 'everyone');
  return (
    <fieldset class={styles.traits}>
      <legend class={styles.legend}>{t('pages.traits')}</legend>
      <p class={styles.why}>{t('pages.traitsWhy')}</p>
      <Select
        id="audience"
        label={t('pages.ownAudience')}
        value={traits.audience}
        options={[unsaid, ...audiences.map((value) => ({ value, label: audienceName(value) }))]}
        onChoose={(audience) => onChoose({ ...traits, audience })}
      />
      <Select
        id="region"
        label={t('pages.ownRegion')}
        value={traits.region}
        options={[unsaid, ...regionsOfMenu().map((value) => ({ value, label: regionName(value) }))]}
        onChoose={(region) => onChoose({ ...traits, region })}
      />
    </fieldset>
  );
}
