/** Why somebody may not watch a lecture, and what they can do. */
import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Audience } from '../../../server/contract/vocabulary.ts';
import type { ApiFailure } from '../../api.ts';
import { signInAddress } from '../../frame/next.ts';
import { Page } from '../../frame/page.tsx';
import { language, t } from '../../i18n/i18n.ts';
import { audienceName } from '../../i18n/vocabulary.ts';
import { account, loadSession } from '../../session.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty } from '../../ui/notes.tsx';
import type { Refusal } from './refusal.ts';

export default function Refused({ failure, code }: { failure: ApiFailure; code: Refusal }) {
  const { url } = useLocation();
  // The session ended elsewhere, or its time was over: the page still took them for signed in.
  useEffect(() => {
    if (code === 'lecture_sign_in' && account.peek()) void loadSession();
  }, [code]);
  const audience = failure.details.find(({ field }) => field === 'audience')?.message;
  return (
    <Page title={t('player.refused')} path={[{ label: t('frame.lectures'), href: '/lectures' }]}>
      <Empty title={failure.words[language.value]}>
        <p>{t(`player.refused_${code}`, { audience: audience ? audienceName(audience as Audience) : '' })}</p>
        {code === 'lecture_sign_in' ? (
          <ButtonLink look="primary" href={signInAddress(url)}>
            {t('frame.signIn')}
          </ButtonLink>
        ) : (
          <ButtonLink href="/lectures">{t('pages.toLectures')}</ButtonLink>
        )}
      </Empty>
    </Page>
  );
}
