/** The settings of single sign-on, for `server/config.ts`. Pure. */
import { resolve } from 'node:path';
import { ConfigError, type Env } from '../config-error.ts';

export const SSO_SETTINGS = [
  'OIDC_ISSUER',
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET',
  'OIDC_CLIENT_SECRET_FILE',
  'OIDC_NAME',
  'OIDC_SCOPE',
  'OIDC_ROLE_CLAIM',
  'OIDC_STAFF',
  'OIDC_ADMINISTRATORS',
] as const;
type Setting = (typeof SSO_SETTINGS)[number];

/** Which values of a claim make somebody what; whoever has none of them is a resident. */
export type RoleMapping = {
  /** a claim's name, or its path: `realm_access.roles` */
  claim: string;
  staff: string[];
  administrators: string[];
};

export type SsoConfig = {
  /** the provider's address, as it names itself */
  issuer: string;
  clientId: string;
  clientSecret: string | null;
  /** holds the secret, and is read when the provider is asked first */
  clientSecretFile: string | null;
  /** whose accounts they are, as people know it */
  name: string;
  /** what is asked of the provider, with spaces between */
  scope: string;
  /** null = the provider says who somebody is, and roles are given here */
  roles: RoleMapping | null;
};

/** @returns null = there is no single sign-on @throws {ConfigError} */
export function ssoFrom(env: Env): SsoConfig | null {
  const issuer = issuerFrom(env);
  if (!issuer) return null;
  const text = (name: Setting) => env[name]?.trim() || null;
  const required = (name: Setting, value = text(name)) => {
    if (!value) throw new ConfigError(`${name}: required when OIDC_ISSUER is set.`);
    return value;
  };
  const clientId = required('OIDC_CLIENT_ID');
  const [clientSecret, file] = [text('OIDC_CLIENT_SECRET'), text('OIDC_CLIENT_SECRET_FILE')];
  if (clientSecret && file) {
    throw new ConfigError('OIDC_CLIENT_SECRET_FILE: not together with OIDC_CLIENT_SECRET.');
  }
  required('OIDC_CLIENT_SECRET', clientSecret ?? file);
  const name = required('OIDC_NAME').normalize('NFC');
  // one line of a button
  if (name.length > 30) throw new ConfigError('OIDC_NAME: expected 30 letters at most.');
  const scope = text('OIDC_SCOPE') ?? 'openid email profile';
  if (!scope.split(/\s+/).includes('openid')) throw new ConfigError('OIDC_SCOPE: expected openid in it.');
  const [staff, administrators] = [listFrom(env, 'OIDC_STAFF'), listFrom(env, 'OIDC_ADMINISTRATORS')];
  const maps = staff.length + administrators.length > 0;
  const claim = text('OIDC_ROLE_CLAIM') ?? 'groups';
  return {
    ...{ issuer, clientId, clientSecret, clientSecretFile: file && resolve(file), name, scope },
    roles: maps ? { claim, staff, administrators } : null,
  };
}

/** Over an open line anybody could say who somebody is. */
function issuerFrom(env: Env): string | null {
  const text = env.OIDC_ISSUER?.trim();
  if (!text) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  const isHere = url?.protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  if (url?.protocol !== 'https:' && !isHere) {
    throw new ConfigError('OIDC_ISSUER: expected an address like https://login.example.org.');
  }
  return text;
}

/** Names of groups may have commas in them. */
const listFrom = (env: Env, name: Setting): string[] =>
  (env[name] ?? '')
    .split(';')
    .map((value) => value.trim())
    .filter(Boolean);
