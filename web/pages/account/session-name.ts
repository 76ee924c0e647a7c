import type { OwnSessions } from '../../../server/contract/accounts.ts';
import { t } from '../../i18n/i18n.ts';

export type Session = OwnSessions['items'][number];

/** What a session was opened with, as people tell it from others: `Chrome · 윈도우`. */
export const sessionName = ({ browser, system }: Session): string =>
  `${t(`account.browser_${browser}`)} · ${t(`account.system_${system}`)}`;
