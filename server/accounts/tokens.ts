/** Random bearer tokens: browsers keep the token, the database only its hash. */
import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, base64url. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** SHA-256 of a token: with 256 random bits nothing slower is needed. */
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
