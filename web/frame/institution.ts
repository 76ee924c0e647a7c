/** Whose site this is: written into the page by the server, so that nothing jumps, and changed by administrators. */
import { signal } from '@preact/signals';
import type { Institution } from '../../server/contract/institution.ts';
import { api } from '../api.ts';
import { language, localized } from '../i18n/i18n.ts';

const NOTHING: Institution = {
  ...{ name: '', nameEn: '', site: '', siteEn: '', about: '', aboutEn: '', isOfficial: false },
  ...{ address: '', addressEn: '', phone: '', email: '', issuer: '', officer: '', officerContact: '' },
};

export const institution = signal<Institution>(NOTHING);

/** Takes it from the page; in development, where the page is not the server's, it is asked for. Called once at start. */
export async function startInstitution(): Promise<void> {
  const written = document.getElementById('institution')?.textContent;
  institution.value = written ? JSON.parse(written) : await api.get<Institution>('/api/institution');
}

/** `경기도 협치학교`, in the reader's language. */
export const institutionName = (of: Institution = institution.value): string => localized(of.name, of.nameEn);

/** `마당` */
export const siteName = (of: Institution = institution.value): string => localized(of.site, of.siteEn);

/** `경기도 협치학교 마당` */
export function siteTitle(of: Institution = institution.value): string {
  return language.value === 'en'
    ? `${siteName(of)}, ${institutionName(of)}`
    : `${institutionName(of)} ${siteName(of)}`;
}
