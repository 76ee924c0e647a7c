/** Where to go after signing in. */

/** Only a path of this site: anything else could lead a person who trusts us to somebody else's page. */
export function safeNext(value: string | undefined): string {
  // browsers leave tabs and line ends out of an address, so that `/\t/x` leads where `//x` does
  if (!value?.startsWith('/') || /^\/[/\\]|\p{Cc}/u.test(value) || value.startsWith('/sign-')) return '/';
  return value;
}

/** The sign-in page that leads back to `from`. */
export function signInAddress(from: string): string {
  const next = safeNext(from);
  return next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`;
}
