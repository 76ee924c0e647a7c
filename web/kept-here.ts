/** Small texts that this browser keeps. Where it keeps nothing, as within other sites' pages, what is chosen holds for the page. */

/** Null for what is not kept. */
export function keptHere(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

export function keepHere(name: string, text: string): void {
  try {
    localStorage.setItem(name, text);
  } catch {
    // it may not be written, or is full
  }
}
