import { t } from '../i18n/i18n.ts';

/** On paper alone: whose page it is, and where. @param props.path of the page */
export function Printed({ path }: { path: string }) {
  return (
    <p class="printed">
      {t('frame.siteTitle')} · {location.origin + path}
    </p>
  );
}
