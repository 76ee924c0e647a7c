/**
 * Names the account that a request is made for: refused when the browser has meanwhile signed in as another, as with a
 * second tab. A page sends it with what it saves by itself, so that nobody's text is saved under another's name.
 */
export const ACCOUNT_HEADER = 'x-madang-account';
