/** `/certificates`: 이수증 진위 확인, for whoever has one in hand. */
import { Page } from '../../frame/page.tsx';
import { t } from '../../i18n/i18n.ts';
import { CheckForm } from './check-form.tsx';

export default function Certificates() {
  return (
    <Page title={t('certificates.checkTitle')} narrow>
      <CheckForm />
    </Page>
  );
}
