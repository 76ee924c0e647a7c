/** Where one is signed in, each of which can be signed out from here, or all at once. */
import { useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { OwnSessions as Sessions } from '../../../server/contract/accounts.ts';
import { api } from '../../api.ts';
import { useAttempt } from '../../attempt.ts';
import { t } from '../../i18n/i18n.ts';
import { useLoad } from '../../load.ts';
import { signOutEverywhere } from '../../session.ts';
import { announce } from '../../ui/announce.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { dayAndTime } from '../../ui/format.ts';
import { ErrorNote, Loading } from '../../ui/notes.tsx';
import styles from './account.module.css';
import { type Session, sessionName } from './session-name.ts';

export function OwnSessions() {
  const { route } = useLocation();
  const list = useLoad('sessions', (signal) => api.get<Sessions>('/api/me/sessions', {}, signal));
  const [failure, act] = useAttempt();
  const [asking, setAsking] = useState(false);
  const lead = useRef<HTMLParagraphElement>(null);

  const end = (session: Session) =>
    act(async () => {
      await api.delete(`/api/me/sessions/${session.id}`);
      announce(t('account.signedOutOf', { name: sessionName(session) }));
      // the button that had the focus goes away
      lead.current?.focus();
      list.reload();
    });
  const endAll = () =>
    act(async () => {
      setAsking(false);
      await signOutEverywhere();
      route('/');
      announce(t('frame.signedOut'));
    });

  return (
    <>
      <p ref={lead} tabIndex={-1}>
        {t('account.sessionsLead')}
      </p>
      {failure && <ErrorNote error={failure} />}
      {list.error && <ErrorNote error={list.error} onRetry={list.reload} />}
      {!list.data && !list.error && <Loading />}
      {list.data && (
        <ul class={styles.sessions}>
          {list.data.items.map((session) => (
            <li key={session.id} class={styles.session}>
              <div>
                <p>
                  {sessionName(session)} {session.current && <Badge>{t('account.thisDevice')}</Badge>}
                </p>
                <p class={styles.used}>{t('account.lastUsed', { time: dayAndTime(session.lastSeenAt) })}</p>
              </div>
              {!session.current && (
                <Button
                  size="small"
                  aria-label={t('account.signOutOfName', { name: sessionName(session) })}
                  onClick={() => void end(session)}
                >
                  {t('account.signOutOf')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <Button onClick={() => setAsking(true)}>{t('account.everywhere')}</Button>
      <Dialog
        title={t('account.everywhere')}
        open={asking}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{t('frame.cancel')}</Button>
            <Button look="danger" onClick={() => void endAll()}>
              {t('account.everywhere')}
            </Button>
          </>
        }
      >
        <p>{t('account.everywhereSure')}</p>
      </Dialog>
    </>
  );
}
