import { Page } from '../../frame/page.tsx';
import { t } from '../../i18n/i18n.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty } from '../../ui/notes.tsx';

/** No page stands at this address. */
export default function NotFound() {
  return (
    <Page title={t('pages.notFound')}>
      <Empty title={t('pages.notFoundWhy')}>
        <ButtonLink look="primary" href="/">
          {t('frame.toHome')}
        </ButtonLink>
        <ButtonLink href="/lectures">{t('pages.lectureList')}</ButtonLink>
      </Empty>
    </Page>
  );
}
