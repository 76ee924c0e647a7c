import type { Institution } from '../../server/contract/institution.ts';
import styles from './identity.module.css';
import { institutionName, siteName } from './institution.ts';

/** Name of the institution and of the site; leads home. */
export function Identity() {
  return (
    <a class={styles.identity} href="/">
      <IdentityWords />
    </a>
  );
}

/** @param props.of another institution than the site's: as it would look */
export function IdentityWords({ of }: { of?: Institution }) {
  return (
    <>
      <img src="/icon.svg" alt="" width="36" height="36" />
      <span>
        <span class={styles.institution}>{institutionName(of)}</span>
        <span class={styles.site}>{siteName(of)}</span>
      </span>
    </>
  );
}
