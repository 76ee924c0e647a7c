import { ApiFailure } from '../api.ts';
import { language, t } from '../i18n/i18n.ts';
import { signOut } from '../session.ts';
import { announce } from '../ui/announce.tsx';

/** Signs out and leads home; says so either way. */
export async function leave(route: (url: string) => void): Promise<void> {
  try {
    await signOut();
    route('/');
    announce(t('frame.signedOut'));
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    announce(error.words[language.value]);
  }
}
