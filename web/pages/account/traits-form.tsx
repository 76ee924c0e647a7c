/** Changes what one says of oneself: 대상 and 시·군. */
import { useState } from 'preact/hooks';
import type { Account } from '../../../server/contract/accounts.ts';
import { ApiFailure, api } from '../../api.ts';
import { language, t } from '../../i18n/i18n.ts';
import { account } from '../../session.ts';
import { Button } from '../../ui/button.tsx';
import styles from './account.module.css';
import { TraitFields, type Traits } from './trait-fields.tsx';

export function TraitsForm({ person }: { person: Account }) {
  const [traits, setTraits] = useState<Traits>({
    audience: person.audience ?? '',
    region: person.region ?? '',
  });
  const [outcome, setOutcome] = useState<'busy' | 'saved' | ApiFailure | null>(null);

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (outcome === 'busy') return;
    setOutcome('busy');
    try {
      const { audience, region } = traits;
      account.value = await api.patch<Account>('/api/me', {
        audience: audience || null,
        region: region || null,
      });
      setOutcome('saved');
    } catch (cause) {
      if (!(cause instanceof ApiFailure)) throw cause;
      setOutcome(cause);
    }
  }

  return (
    <form class={styles.traits} onSubmit={save}>
      <p role="status" class={outcome === 'saved' ? styles.done : undefined}>
        {outcome === 'saved' && t('account.traitsSaved')}
      </p>
      <TraitFields
        traits={traits}
        onChoose={(chosen) => {
          setTraits(chosen);
          setOutcome(null);
        }}
      />
      <p class={styles.hint}>{t('account.traitsCounted')}</p>
      <p class={styles.hint}>{t('account.traitsConsent')}</p>
      {outcome instanceof ApiFailure && (
        <p class={styles.wrong} role="alert">
          {outcome.words[language.value]}
        </p>
      )}
      <Button type="submit" look="secondary" busy={outcome === 'busy'}>
        {t('account.saveTraits')}
      </Button>
    </form>
  );
}
