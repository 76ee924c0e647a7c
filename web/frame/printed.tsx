import { siteTitle } from './institution.ts';

/** On paper alone: whose page it is, and where. @param props.path of the page */
export function Printed({ path }: { path: string }) {
  return (
    <p class="printed">
      {siteTitle()} · {location.origin + path}
    </p>
  );
}
