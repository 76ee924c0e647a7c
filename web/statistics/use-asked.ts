import { useMemo } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { type Asked, askedIn } from './asked.ts';

/** What the URL asks for; the same object until it asks otherwise. */
export function useAsked(): Asked {
  const { query } = useLocation();
  const { from, to, staff } = askedIn(query, new Date());
  return useMemo(() => ({ from, to, staff }), [from, to, staff]);
}
