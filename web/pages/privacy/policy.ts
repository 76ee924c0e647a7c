import type { PrivacyPolicy } from '../../../server/contract/consents.ts';
import { api } from '../../api.ts';
import { useLoad } from '../../load.ts';

const PATH = '/api/privacy-policy';

/** The policy that holds. */
export const usePolicy = () => useLoad(PATH, (signal) => api.get<PrivacyPolicy>(PATH, {}, signal));
