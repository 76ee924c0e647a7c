import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/**
 * On a phone a row of links scrolls by itself, and begins with those that may not be the current one.
 * @param here what the current one depends on @returns for the row's element
 */
export function useCurrentInView(here: string): RefObject<HTMLElement | null> {
  const row = useRef<HTMLElement>(null);
  useEffect(() => {
    const link = row.current?.querySelector<HTMLElement>('[aria-current]');
    if (row.current && link) row.current.scrollLeft = link.offsetLeft - row.current.offsetLeft;
  }, [here]);
  return row;
}
