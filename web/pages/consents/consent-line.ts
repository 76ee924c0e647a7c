import type { Consent } from '../../../server/contract/consents.ts';
import { t } from '../../i18n/i18n.ts';
import { day, dayAndTime } from '../../ui/format.ts';

/** What was said, when, and to which policy. */
export const consentLine = ({ kind, given, version, at }: Consent): string =>
  t(given ? 'privacy.consentGiven' : 'privacy.consentNotGiven', {
    what: t(`privacy.consent_${kind}`),
    ...{ version: day(version), time: dayAndTime(at) },
  });
