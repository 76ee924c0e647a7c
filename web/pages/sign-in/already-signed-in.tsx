import { Page } from '../../frame/page.tsx';
import { t } from '../../i18n/i18n.ts';
import { account } from '../../session.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty } from '../../ui/notes.tsx';

/** What sign-in and sign-up show to somebody who need not do either. */
export function AlreadySignedIn({ next }: { next: string }) {
  return (
    <Page title={t('frame.signIn')} narrow>
      <Empty title={t('pages.alreadySignedIn', { name: account.value?.name ?? '' })}>
        <ButtonLink look="primary" href={next}>
          {t(next === '/' ? 'frame.toHome' : 'pages.goOnWith')}
        </ButtonLink>
      </Empty>
    </Page>
  );
}
