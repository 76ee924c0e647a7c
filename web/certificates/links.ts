/** Where a certificate is checked. */
import { withQuery } from '../api.ts';

/** @param code as it is printed on the certificate; its owner needs none */
export const checkAddress = (number: string, code?: string): string =>
  withQuery(`/certificates/${number}`, { code });
