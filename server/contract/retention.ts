/** How long what is known of people is kept. */
import { type Static, Type } from 'typebox';
import { literals } from './vocabulary.ts';

export const RetentionPeriod = Type.Object({
  what: literals([
    'links', // mailed links, and what was said by who never opened theirs
    'sessions',
    'attempts', // passwords tried in vain
    'quality', // how well a session played
    'mails', // kept as files, where there is no mail server
    'segments', // single stretches that were played
    'browsers', // what tells a browser from others that has no account
    'audit',
  ]),
  /** 0 = as long as it can be used */
  days: Type.Integer(),
});
export type RetentionPeriod = Static<typeof RetentionPeriod>;
