/** 곧 자동으로 로그아웃됩니다: asks whether one is still there, and says when one was signed out. */
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ApiFailure } from '../api.ts';
import { language, t } from '../i18n/i18n.ts';
import { askSession, signOut } from '../session.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { duration } from '../ui/format.ts';
import { ErrorNote } from '../ui/notes.tsx';
import { signInAddress } from './next.ts';
import { warning, watchSession } from './session-watch.ts';

/** Puts the dialog beside the pages, and begins to follow the session. */
export function startSessionEnd(): void {
  const place = document.createElement('div');
  document.body.append(place);
  render(<SessionEnd />, place);
  watchSession();
}

function SessionEnd() {
  const now = warning.value;
  const [failure, setFailure] = useState<ApiFailure | null>(null);

  async function act(deed: () => Promise<unknown>): Promise<void> {
    setFailure(null);
    try {
      await deed();
      warning.value = null;
    } catch (cause) {
      if (!(cause instanceof ApiFailure)) throw cause;
      setFailure(cause);
    }
  }
  const close = () => {
    warning.value = null;
  };

  if (now?.state === 'ended') {
    const here = location.pathname + location.search;
    return (
      <Dialog
        title={t('frame.sessionEnded')}
        open
        onClose={close}
        actions={
          <>
            <Button onClick={close}>{t('frame.close')}</Button>
            <ButtonLink look="primary" href={signInAddress(here)} onClick={close}>
              {t('frame.signIn')}
            </ButtonLink>
          </>
        }
      >
        <p>{t('frame.sessionEndedWhy')}</p>
      </Dialog>
    );
  }
  const goOn = () => act(() => askSession('goOn'));
  return (
    <Dialog
      title={t('frame.sessionEnding')}
      open={now !== null}
      // to close it, by Escape too, is to be there
      onClose={() => (warning.value?.state === 'ending' && !warning.value.last ? void goOn() : close())}
      actions={
        <>
          <Button onClick={() => void act(signOut)}>{t('frame.signOut')}</Button>
          <Button look="primary" onClick={() => (now?.last ? close() : void goOn())}>
            {t(now?.last ? 'frame.close' : 'frame.sessionGoOn')}
          </Button>
        </>
      }
    >
      {now && <TimeLeft at={now.at} last={now.last} />}
      {failure && <ErrorNote error={failure} />}
    </Dialog>
  );
}

/** @param props.at when it ends, epoch ms */
function TimeLeft({ at, last }: { at: number; last: boolean }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [at]);
  const time = duration(Math.max(0, Math.round((at - now) / 1000)), language.value);
  return <p>{t(last ? 'frame.sessionLast' : 'frame.sessionLeft', { time })}</p>;
}
