/** `/account/withdrawal`, 회원 탈퇴: what goes, what stays, and the password once more. */
import { useLocation } from 'preact-iso';
import { Page } from '../../frame/page.tsx';
import { t } from '../../i18n/i18n.ts';
import { account, isStaff, withdraw } from '../../session.ts';
import { announce } from '../../ui/announce.tsx';
import { AccountForm } from '../sign-in/account-form.tsx';
import { PasswordForm } from '../sign-in/password-form.tsx';
import styles from './withdrawal.module.css';

export default function WithdrawalPage() {
  const { route } = useLocation();
  if (!account.value) return null;
  const leave = async (password?: string) => {
    await withdraw(password);
    route('/', true);
    announce(t('privacy.withdrawn'));
  };
  return (
    <Page title={t('privacy.withdrawal')} path={[{ label: t('frame.ownAccount'), href: '/account' }]} narrow>
      <div class={styles.what}>
        <p>
          {t('privacy.withdrawalLead')} <a href="/account/data">{t('privacy.ownData')}</a>
        </p>
        <section>
          <h2>{t('privacy.goes')}</h2>
          <ul>
            <li>{t('privacy.goesAccount')}</li>
            <li>{t('privacy.goesSessions')}</li>
            <li>{t('privacy.goesNotes')}</li>
            <li>{t('privacy.goesName')}</li>
          </ul>
        </section>
        <section>
          <h2>{t('privacy.stays')}</h2>
          <ul>
            <li>{t('privacy.staysFigures')}</li>
            <li>{t('privacy.staysAnswers')}</li>
            <li>{t('privacy.staysLog')}</li>
            {isStaff.value && <li>{t('privacy.staysLectures')}</li>}
          </ul>
        </section>
      </div>
      {account.value.hasPassword ? (
        <PasswordForm
          lead={t('privacy.withdrawalConfirm')}
          submit={t('privacy.withdraw')}
          look="danger"
          send={leave}
        />
      ) : (
        <AccountForm
          lead={t('sso.withdrawalConfirm')}
          submit={t('privacy.withdraw')}
          look="danger"
          check={() => ({})}
          send={() => leave()}
        >
          {() => null}
        </AccountForm>
      )}
    </Page>
  );
}
