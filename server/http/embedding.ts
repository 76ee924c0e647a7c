/** A lecture's player within the pages of other sites: which sites may show it, and which address they show. */
import { ConfigError, type Env } from '../config-error.ts';

const SETTING = 'EMBED_ORIGINS';

/**
 * Sites that may show the player, as `https://www.example.org`; none unless they are named. Pure.
 * @throws {ConfigError}
 */
export function embedOriginsFrom(env: Env): string[] {
  const named = (env[SETTING] ?? '').split(',').map((one) => one.trim());
  return named.filter(Boolean).map((one) => {
    const url = URL.canParse(one) ? new URL(one) : null;
    if (!url || !/^https?:$/.test(url.protocol) || url.origin !== one.replace(/\/$/, '')) {
      throw new ConfigError(`${SETTING}: expected addresses like https://www.example.org, got "${one}".`);
    }
    return url.origin;
  });
}

/** Whether an address is the one page that other sites may show. @param path of a request, with its query or without */
export const isEmbedded = (path: string): boolean => /^\/embed\/[^/]+$/.test(path.split('?')[0] ?? '');
