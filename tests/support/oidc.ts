/** An institution's provider: a real one (`oidc-provider`), whose people are whoever a test says. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import Provider, { type Configuration } from 'oidc-provider';

/** What the provider says of somebody. */
export type Employee = {
  email?: string;
  email_verified?: boolean;
  name?: string;
  groups?: unknown;
};

export const CLIENT = { id: 'madang', secret: 'a secret of forty letters and some more..' };

/** What the provider sends of itself, as a form: of sessions that ended there. */
export type Telling = (path: string, form: string) => Promise<number>;

/**
 * Listens on a port of this machine. Its sign-in page asks for no more than a name.
 * @param callback where it sends browsers back to
 */
export async function startProvider(port: number, callback: string) {
  // another site than `localhost`, for browsers too
  const issuer = `http://127.0.0.1:${port}`;
  /** by what it calls them */
  const people = new Map<string, Employee>();
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  let tell: Telling = async () => 404;
  const configuration: Configuration = {
    jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: 'of the test', use: 'sig', alg: 'RS256' }] },
    // it reaches nothing on this machine by itself
    fetch: async (url, options) => {
      const { pathname } = new URL(String(url));
      return new Response(null, { status: await tell(pathname, String(options?.body)) });
    },
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [callback],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        backchannel_logout_uri: new URL('/api/sso/logout', callback).href,
        backchannel_logout_session_required: true,
      },
    ],
    claims: {
      openid: ['sub', 'groups'],
      email: ['email', 'email_verified'],
      profile: ['name'],
    },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
    interactions: { url: (_ctx, { uid }) => `/sign-in/${uid}` },
    cookies: { keys: ['a key of the test'] },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub, ...people.get(sub) }) }),
    // consent is the institution's own business
    async loadExistingGrant(ctx) {
      const { client, session, params } = ctx.oidc;
      const grant = new provider.Grant({
        ...(client && { clientId: client.clientId }),
        ...(session?.accountId && { accountId: session.accountId }),
      });
      grant.addOIDCScope(String(params?.scope));
      await grant.save();
      return grant;
    },
    renderError: (ctx, out) => {
      ctx.type = 'text/plain';
      ctx.body = JSON.stringify(out);
    },
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      Grant: 600,
      IdToken: 600,
      Interaction: 600,
      Session: 600,
    },
  };
  const provider = new Provider(issuer, configuration);
  const answer = provider.callback();
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/sign-in/')) void signIn(provider, request, response);
    else answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    ...{ issuer, people },
    /** Ends somebody's session at the provider, which tells of it. @returns what it was answered */
    async endSession(sub: string, sid: string, telling: Telling): Promise<number> {
      let answered = 0;
      tell = async (path, form) => {
        answered = await telling(path, form);
        return answered;
      };
      const client = await provider.Client.find(CLIENT.id);
      // what its own sign-out page calls
      await (client as unknown as { backchannelLogout: (sub: string, sid: string) => Promise<void> })
        .backchannelLogout(sub, sid)
        .catch(() => {}); // told by what it was answered
      return answered;
    },
    /** A token with the provider's own signature. */
    sign: (claims: JWTPayload, header: object = {}) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'RS256', kid: 'of the test', ...header })
        .sign(privateKey),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A form with a name in it, and a way back. */
async function signIn(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
  const login = query.get('login');
  if (login !== null) {
    await provider.interactionFinished(request, response, { login: { accountId: login } });
  } else if (query.has('no')) {
    const no = { error: 'access_denied', error_description: 'the person said no' };
    await provider.interactionFinished(request, response, no);
  } else {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="ko"><link rel="icon" href="data:,"><title>기관 로그인</title><h1>기관 로그인</h1>
      <form><label>사번 <input name="login"></label><button>확인</button></form>
      <form><button name="no">취소</button></form></html>`);
  }
}

/**
 * Goes the way that a browser goes at the provider, up to where it sends it back.
 * @param as who signs in there; null = says no
 */
export async function passProvider(address: string, as: string | null): Promise<URL> {
  const cookies = new Map<string, string>();
  const { origin } = new URL(address);
  let at = new URL(address);
  for (let step = 0; step < 10; step += 1) {
    if (at.origin !== origin) return at;
    if (at.pathname.startsWith('/sign-in/')) at.search = as === null ? '?no=' : `?login=${as}`;
    const reply = await fetch(at, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const cookie of reply.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=');
      cookies.set(name, value);
    }
    const leads = reply.headers.get('location');
    if (!leads) throw new Error(`The provider leads nowhere: ${reply.status} ${await reply.text()}`);
    at = new URL(leads, at);
  }
  throw new Error('The provider leads around.');
}
