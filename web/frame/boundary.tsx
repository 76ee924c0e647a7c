import type { ComponentChildren } from 'preact';
import { useEffect, useErrorBoundary } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { t } from '../i18n/i18n.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/notes.tsx';
import { Page } from './page.tsx';

/** When a page breaks, the frame stays, and says so; another page is tried afresh. */
export function Boundary({ children }: { children: ComponentChildren }) {
  const { path } = useLocation();
  const [broken, mend] = useErrorBoundary((error) => console.error(error));
  // Not when `mend` differs, which is on every render: only another page is a reason.
  useEffect(() => {
    if (broken) mend();
  }, [path]);

  if (!broken) return <>{children}</>;
  return (
    <Page title={t('frame.broken')}>
      <Empty title={t('frame.brokenWhy')}>
        <Button look="primary" onClick={() => location.reload()}>
          {t('frame.reload')}
        </Button>
      </Empty>
    </Page>
  );
}
