/** The setting of proxies, for `server/config.ts`. Pure. */
import { isIP } from 'node:net';
import { ConfigError, type Env } from '../config-error.ts';

/** Networks that have a name. */
const NAMED = ['loopback', 'linklocal', 'uniquelocal'];

/**
 * Whose `X-Forwarded-For` is believed: addresses, networks like `10.0.0.0/8`, or names of networks. Anybody may send
 * the header, so that nobody's is believed unasked.
 * @throws {ConfigError}
 */
export function trustedProxies(env: Env): string[] {
  const listed = (env.TRUST_PROXY ?? '').split(',').map((one) => one.trim());
  const proxies = listed.filter(Boolean);
  const wrong = proxies.find((one) => !isProxy(one));
  if (wrong === undefined) return proxies;
  throw new ConfigError(
    `TRUST_PROXY: expected addresses, networks like 10.0.0.0/8, or ${NAMED.join(', ')}, got "${wrong}".`,
  );
}

function isProxy(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (NAMED.includes(text)) return true;
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}
