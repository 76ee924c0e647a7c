/** Pages that load when they are first needed, together with their words. */
import type { ComponentType } from 'preact';
import { lazy } from 'preact-iso';
import { type LaterRoom, loadWords, t } from '../i18n/i18n.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/notes.tsx';
import { Page } from './page.tsx';

/** A page that `load` brings, shown once the words of `rooms` are there too. */
export function room(load: () => Promise<{ default: ComponentType }>, ...rooms: LaterRoom[]): ComponentType {
  return lazy(async () => {
    try {
      const [page] = await Promise.all([load(), ...rooms.map(loadWords)]);
      return page;
    } catch {
      // Offline, or the server is away: the router would wait for ever on a page that cannot come.
      return { default: Unreachable };
    }
  });
}

function Unreachable() {
  return (
    <Page title={t('frame.unreachable')}>
      <Empty title={t('frame.unreachableWhy')}>
        <Button look="primary" onClick={() => location.reload()}>
          {t('frame.retry')}
        </Button>
      </Empty>
    </Page>
  );
}
