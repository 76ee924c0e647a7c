/** Where a sign-in leads to. Pure. */

/**
 * Only a path of this site: anything else could lead a person who trusts us to somebody else's page.
 * @param origin ours. @returns `/` for what is no such path
 */
export function safeNext(next: string, origin: string): string {
  // as browsers read it, which leave tabs out and take `\` for `/`
  if (!next.startsWith('/') || !URL.canParse(next, origin)) return '/';
  const { origin: leadsTo, pathname, search, hash } = new URL(next, origin);
  const path = `${pathname}${search}${hash}`;
  return leadsTo === new URL(origin).origin && !path.startsWith('//') ? path : '/';
}
