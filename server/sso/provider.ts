/** The institution's provider, asked by OpenID Connect: the only place that knows openid-client and jose. */
import { readFile } from 'node:fs/promises';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import * as oidc from 'openid-client';
import { ConfigError } from '../config-error.ts';
import { type Ended, endedBy } from './ended.ts';
import type { Claims } from './roles.ts';
import type { SsoConfig } from './settings.ts';

/** What the browser's answer from the provider is compared with. */
export type Flow = { state: string; nonce: string; verifier: string };

/** Why a sign-in came to nothing: somebody said no, it did not fit together, or the provider is not there. */
export type SsoFailure = 'refused' | 'failed' | 'unavailable';

/** What it says is for the log: no token, code or name stands in it. */
export class SsoFailed extends Error {
  override name = 'SsoFailed';
  readonly why: SsoFailure;

  constructor(why: SsoFailure, message: string) {
    super(message);
    this.why = why;
  }
}

/** seconds after which a provider that says nothing is away */
const SILENT = 10;
/** seconds by which its clock may be wrong */
const CLOCK = 30;
/** seconds after which what it told of an end is too old: a copy of it ends nothing later */
const TOLD_SECONDS = 300;

/** @param callback address that the provider sends browsers back to */
export function openProvider(sso: SsoConfig, callback: string) {
  let known: Promise<oidc.Configuration> | null = null;
  /** Asked for when it is needed first: a provider that is away keeps nobody from starting. */
  const configuration = () => {
    known ??= discover(sso).catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  };
  let keys: ReturnType<typeof createRemoteJWKSet> | null = null;

  return {
    /** Where a browser is to go, and what will be asked of it afterwards. @throws {SsoFailed} */
    async begin(): Promise<{ flow: Flow; address: string }> {
      const flow = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
      };
      const challenge = await oidc.calculatePKCECodeChallenge(flow.verifier);
      const provider = await configuration().catch((error: unknown) => {
        throw failureOf(error);
      });
      const address = oidc.buildAuthorizationUrl(provider, {
        ...{ redirect_uri: callback, scope: sso.scope, state: flow.state, nonce: flow.nonce },
        ...{ code_challenge: challenge, code_challenge_method: 'S256' },
      });
      return { flow, address: address.href };
    },

    /**
     * Who somebody is who came back.
     * @param query as the browser brought it
     * @returns what the provider says of them, `sub` at least @throws {SsoFailed}
     */
    async finish(query: string, { state, nonce, verifier }: Flow): Promise<Claims & { sub: string }> {
      try {
        const provider = await configuration();
        const came = new URL(callback);
        came.search = query;
        const tokens = await oidc.authorizationCodeGrant(provider, came, {
          ...{ expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier },
          idTokenExpected: true,
        });
        const said = tokens.claims();
        if (!said) throw new SsoFailed('failed', 'no ID token');
        if (!provider.serverMetadata().userinfo_endpoint) return said;
        // many say no more than `sub` in the token itself
        return { ...(await oidc.fetchUserInfo(provider, tokens.access_token, said.sub)), ...said };
      } catch (error) {
        throw failureOf(error);
      }
    },

    /** Whose sessions the provider has ended, by a logout token of its own. @throws {SsoFailed} */
    async ended(token: string): Promise<Ended> {
      try {
        const { issuer, jwks_uri } = (await configuration()).serverMetadata();
        if (!jwks_uri) throw new SsoFailed('failed', 'the provider names no keys');
        keys ??= createRemoteJWKSet(new URL(jwks_uri), { timeoutDuration: SILENT * 1000 });
        const { payload } = await jwtVerify(token, keys, {
          ...{ issuer, audience: sso.clientId, clockTolerance: CLOCK, maxTokenAge: TOLD_SECONDS },
          requiredClaims: ['jti'],
        });
        const ended = endedBy(payload);
        if (!ended) throw new SsoFailed('failed', 'no logout token');
        return ended;
      } catch (error) {
        throw error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout)
          ? new SsoFailed('failed', error.code)
          : failureOf(error);
      }
    },
  };
}

async function discover(sso: SsoConfig): Promise<oidc.Configuration> {
  const secret = sso.clientSecret ?? (await secretIn(sso.clientSecretFile ?? ''));
  const isOpenLine = sso.issuer.startsWith('http:');
  return oidc.discovery(
    new URL(sso.issuer),
    sso.clientId,
    { [oidc.clockTolerance]: CLOCK },
    clientAuth(secret),
    {
      timeout: SILENT,
      // its answers are believed for their signature, not for the line they came by
      execute: [oidc.enableNonRepudiationChecks, ...(isOpenLine ? [oidc.allowInsecureRequests] : [])],
    },
  );
}

/** `client_secret_basic`, which every provider must take who does not say otherwise (OpenID Connect Discovery §3). */
function clientAuth(secret: string): oidc.ClientAuth {
  const [basic, post] = [oidc.ClientSecretBasic(secret), oidc.ClientSecretPost(secret)];
  return (server, ...rest) => {
    const taken = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (taken.includes('client_secret_basic') ? basic : post)(server, ...rest);
  };
}

async function secretIn(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch {
    throw new ConfigError(`OIDC_CLIENT_SECRET_FILE: ${file} cannot be read.`);
  }
}

function failureOf(error: unknown): SsoFailed {
  if (error instanceof SsoFailed) return error;
  if (error instanceof oidc.AuthorizationResponseError) {
    const { error: said } = error;
    if (said === 'access_denied') return new SsoFailed('refused', said);
    return new SsoFailed(
      /^(server_error|temporarily_unavailable)$/.test(said) ? 'unavailable' : 'failed',
      said,
    );
  }
  if (error instanceof oidc.ResponseBodyError) {
    return new SsoFailed(error.status >= 500 ? 'unavailable' : 'failed', `${error.status} ${error.error}`);
  }
  const told = error instanceof Error ? error.message : 'unknown';
  return new SsoFailed(isAway(error) ? 'unavailable' : 'failed', told);
}

/** No answer, none in time, or one that it is broken. */
function isAway(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (at instanceof errors.JWKSTimeout) return true;
    if ('code' in at && at.code === 'OAUTH_TIMEOUT') return true;
    if (at instanceof TypeError && at.message === 'fetch failed') return true;
    if (at.cause instanceof Response) return at.cause.status >= 500;
  }
  return false;
}
