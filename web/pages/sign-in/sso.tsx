/** Signing in with the account that one has at one's institution. */
import type { Sso, SsoBegun, SsoOutcome } from '../../../server/contract/sso.ts';
import { api } from '../../api.ts';
import { useAttempt } from '../../attempt.ts';
import { t } from '../../i18n/i18n.ts';
import { useLoad } from '../../load.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/notes.tsx';
import styles from './sso.module.css';

const PATH = '/api/sso';

/** Nothing where there is no single sign-on. @param props.next path of this site that the sign-in leads to */
export function SsoButton({ next }: { next: string }) {
  const { data } = useLoad(PATH, (signal) => api.get<Sso>(PATH, {}, signal));
  const [failure, attempt] = useAttempt();
  if (!data?.name) return null;
  const begin = () =>
    attempt(async () => {
      const { address } = await api.post<SsoBegun>(PATH, { next });
      location.assign(address);
    });
  return (
    <div class={styles.sso}>
      <p class={styles.or}>{t('sso.or')}</p>
      {failure && <ErrorNote error={failure} />}
      <Button look="secondary" size="large" wide onClick={() => void begin()}>
        {t('sso.with', { name: data.name })}
      </Button>
    </div>
  );
}

/** Of any text that an address may bear these are told, and nothing else. */
const OUTCOMES: readonly SsoOutcome[] = ['refused', 'failed', 'unavailable', 'unverified', 'taken'];

/** Why somebody who came back from their institution is not signed in. @param props.outcome of the address */
export function SsoNotice({ outcome }: { outcome: string | undefined }) {
  const known = OUTCOMES.find((one) => one === outcome);
  if (!known) return null;
  return (
    <p class={styles.notice} role="alert">
      {t(`sso.${known}`)}
    </p>
  );
}
