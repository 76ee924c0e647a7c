import { useMemo } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { type Asked, askedIn, askedQuery } from './asked.ts';

/** What the URL asks for; the same object until it asks otherwise. */
export function useAsked(): Asked {
  const asked = askedIn(useRoute().query, new Date());
  return useMemo(() => asked, [askedQuery(asked)]);
}
