/** Where somebody is signed in, for administrators: each of it, or all, is signed out from here. */
import { useRef, useState } from 'preact/hooks';
import type { OwnSessions } from '../../server/contract/accounts.ts';
import { api } from '../api.ts';
import { useAttempt } from '../attempt.ts';
import { t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { type Session, sessionName } from '../pages/account/session-name.ts';
import { account } from '../session.ts';
import { Confirm } from '../studio/confirm.tsx';
import { announce } from '../ui/announce.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { dayAndTime } from '../ui/format.ts';
import { ErrorNote, Loading } from '../ui/notes.tsx';
import styles from './learner.module.css';

interface LearnerSessionsProps {
  id: string;
  name: string;
}

export function LearnerSessions({ id, name }: LearnerSessionsProps) {
  const isOwn = account.value?.id === id;
  return (
    <section class={styles.course} aria-labelledby="sessions-title">
      <h2 id="sessions-title">{t('admin.sessions')}</h2>
      {isOwn ? (
        <ButtonLink href="/account">{t('frame.ownAccount')}</ButtonLink>
      ) : (
        <Sessions id={id} name={name} />
      )}
    </section>
  );
}

function Sessions({ id, name }: LearnerSessionsProps) {
  const path = `/api/accounts/${id}/sessions`;
  const list = useLoad(path, (signal) => api.get<OwnSessions>(path, {}, signal));
  const [failure, act] = useAttempt();
  const [asking, setAsking] = useState(false);
  const lead = useRef<HTMLParagraphElement>(null);

  const end = (session: Session) =>
    act(async () => {
      await api.delete(`${path}/${session.id}`);
      announce(t('account.signedOutOf', { name: sessionName(session) }));
      // the button that had the focus goes away
      lead.current?.focus();
      list.reload();
    });
  async function endAll(): Promise<void> {
    await api.delete(path);
    announce(t('admin.sessionsEnded', { name }));
    list.reload();
  }

  return (
    <>
      <p ref={lead} tabIndex={-1} class={styles.note}>
        {t('admin.sessionsLead')}
      </p>
      {failure && <ErrorNote error={failure} />}
      {list.error && <ErrorNote error={list.error} onRetry={list.reload} />}
      {!list.data && !list.error && <Loading />}
      {list.data?.items.length === 0 && <p>{t('admin.noSessions')}</p>}
      {list.data && (
        <>
          <ul class={styles.lectures}>
            {list.data.items.map((session) => (
              <li key={session.id} class={styles.lecture}>
                <div>
                  <h3>{sessionName(session)}</h3>
                  <p class={styles.note}>
                    {t('admin.signedInAt', { time: dayAndTime(session.createdAt) })} ·{' '}
                    {t('account.lastUsed', { time: dayAndTime(session.lastSeenAt) })}
                  </p>
                </div>
                <Button
                  size="small"
                  aria-label={t('account.signOutOfName', { name: sessionName(session) })}
                  onClick={() => void end(session)}
                >
                  {t('account.signOutOf')}
                </Button>
              </li>
            ))}
          </ul>
          <p class={styles.all}>
            <Button onClick={() => setAsking(true)}>{t('account.everywhere')}</Button>
          </p>
        </>
      )}
      <Confirm
        title={t('admin.endSessionsTitle', { name })}
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={endAll}
        confirm={t('account.everywhere')}
      >
        <p>{t('admin.endSessionsWhat')}</p>
      </Confirm>
    </>
  );
}
