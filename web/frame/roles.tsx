/** Pages that only some may see: who is not signed in is asked to, who may not is told so. */
import type { ComponentType } from 'preact';
import { useLocation } from 'preact-iso';
import { type Key, t } from '../i18n/i18n.ts';
import { account, factorDue, isAdministrator, isStaff, loadSession, sessionFailure } from '../session.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Empty, ErrorNote, Loading } from '../ui/notes.tsx';
import { signInAddress } from './next.ts';
import { Page } from './page.tsx';

function guarded(Inner: ComponentType, allowed: () => boolean, asked: Key): ComponentType {
  return function Guarded(props) {
    const { url } = useLocation();
    if (allowed() && factorDue.value && asked === 'frame.signInNeededStaff') {
      return (
        <Page title={t('frame.factorDue')}>
          <Empty title={t('frame.factorDueWhy')}>
            <ButtonLink look="primary" href="/account/second-factor">
              {t('frame.toFactor')}
            </ButtonLink>
          </Empty>
        </Page>
      );
    }
    // whoever signs in with another tab finds a page of their own, and nothing that was typed on this one
    if (allowed()) return <Inner key={account.value?.id} {...props} />;
    if (sessionFailure.value) {
      return (
        <Page title={t('frame.session')}>
          <ErrorNote error={sessionFailure.value} onRetry={loadSession} />
        </Page>
      );
    }
    if (account.value === undefined) return <Loading />;
    if (account.value === null) {
      return (
        <Page title={t('frame.signInNeeded')}>
          <Empty title={t(asked)}>
            <ButtonLink look="primary" href={signInAddress(url)}>
              {t('frame.signIn')}
            </ButtonLink>
          </Empty>
        </Page>
      );
    }
    return (
      <Page title={t('frame.forbidden')}>
        <Empty title={t('frame.forbiddenWhy')}>
          <ButtonLink href="/">{t('frame.toHome')}</ButtonLink>
        </Empty>
      </Page>
    );
  };
}

/** For whoever is signed in. */
export const signedInOnly = (page: ComponentType) =>
  guarded(page, () => Boolean(account.value), 'frame.signInNeededOwn');

/** For staff and administrators. */
export const staffOnly = (page: ComponentType) =>
  guarded(page, () => isStaff.value, 'frame.signInNeededStaff');

export const administratorOnly = (page: ComponentType) =>
  guarded(page, () => isAdministrator.value, 'frame.signInNeededStaff');
