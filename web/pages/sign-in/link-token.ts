/** The token that a mailed link carries: taken out of the address, where it would stay in the browser's history. */
export function takeToken(): string {
  const token = location.hash.slice(1);
  if (token) history.replaceState(history.state, '', location.pathname);
  return token;
}
